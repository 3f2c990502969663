#!/usr/bin/env python3
"""Makes the fixtures of this folder: `python3 make.py` (Python 3.11, glibc 2.36 iconv).

tables.json     what each byte stands for, from Python's codecs (cp1252, cp1258) and iconv (TCVN,
                VISCII); null where a byte is undefined
text.*.bin      text.txt in each encoding: Python's codecs for UTF-16, cp1252 and cp1258 (spelt as
                Windows does, a letter with its shape and then the tone), iconv for TCVN and VISCII,
                and the table below for VNI, which no library has
"""

import json
import subprocess
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent

# The letters of VNI as the fonts show them in a western program; the order in each row is
# level, sắc, huyền, hỏi, ngã, nặng.
VNI = {
    "a": "a aù aø aû aõ aï", "â": "aâ aá aà aå aã aä", "ă": "aê aé aè aú aü aë",
    "e": "e eù eø eû eõ eï", "ê": "eâ eá eà eå eã eä", "i": "i í ì æ ó ò",
    "o": "o où oø oû oõ oï", "ô": "oâ oá oà oå oã oä", "ơ": "ô ôù ôø ôû ôõ ôï",
    "u": "u uù uø uû uõ uï", "ư": "ö öù öø öû öõ öï", "y": "y yù yø yû yõ î",
}
TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"]


def vni_table():
    table = {"đ": "ñ", "Đ": "Ñ"}
    for letter, row in VNI.items():
        for tone, written in zip(TONES, row.split()):
            composed = unicodedata.normalize("NFC", letter + tone)
            table[composed] = written
            table[composed.upper()] = written.upper()
    return table


def iconv(data, source, target):
    command = ["iconv", "-f", source, "-t", target]
    result = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return result.stdout if result.returncode == 0 else None


def python_table(codec):
    table = []
    for byte in range(256):
        try:
            table.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            table.append(None)
    return table


def iconv_table(name):
    return [
        None if (text := iconv(bytes([byte]), name, "UTF-8")) is None else text.decode()
        for byte in range(256)
    ]


def windows_1258(text):
    """Splits tones off, and keeps the letters whole that the code page has."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = [mark for mark in parts if mark in TONES[1:]]
        rest = "".join(mark for mark in parts if mark not in TONES[1:])
        out.append(unicodedata.normalize("NFC", rest) + "".join(tone))
    return "".join(out).encode("cp1258")


def main():
    tables = {
        "windows-1252": python_table("cp1252"),
        "windows-1258": python_table("cp1258"),
        "TCVN3": iconv_table("TCVN"),
        "VISCII": iconv_table("VISCII"),
        "VNI": vni_table(),
    }
    (HERE / "tables.json").write_text(
        json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

    text = unicodedata.normalize("NFC", (HERE / "text.txt").read_text(encoding="utf-8"))
    # The ABC fonts have no capitals with tones, so that text is taken without them.
    plain = "".join(
        letter.lower() if letter.isupper() and letter not in "ĂÂÊÔƠƯĐ" and ord(letter) > 127
        else letter for letter in text)
    vni = vni_table()
    made = {
        "utf16le": b"\xff\xfe" + text.encode("utf-16-le"),
        "utf16be": b"\xfe\xff" + text.encode("utf-16-be"),
        "windows1258": windows_1258(text),
        "tcvn3": iconv(plain.encode(), "UTF-8", "TCVN"),
        "viscii": iconv(text.encode(), "UTF-8", "VISCII"),
        "vni": "".join(vni.get(letter, letter) for letter in text).encode("cp1252"),
    }
    for name, data in made.items():
        (HERE / f"text.{name}.bin").write_bytes(data)


if __name__ == "__main__":
    main()

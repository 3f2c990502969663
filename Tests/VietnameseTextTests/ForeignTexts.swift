import Foundation

extension String {
  /// Normalisation form C.
  var composedForm: String { precomposedStringWithCanonicalMapping }
}

/// Texts in other languages, which must stay as they are.
enum ForeignTexts {
  static let english = """
    How satisfied are you with the naïve façade of the café? The résumé was déjà vu; Zoë's fiancé, a
    protégé of the coöperative, said “it’s fine” – at £5 and 20 °C… Très chic, très à la mode.
    """
  static let spanish = """
    ¿Qué tan satisfecho está usted con la atención? Este año la señora pidió más información sobre el
    trámite. Después llegó el niño, y también su tío José. La administración pública atenderá mañana.
    Sí, según la opinión de Ramón Muñoz, allí había corrupción: pidió dinero el jefe de la Dirección.
    El número de teléfono, el código postal, la página y el correo electrónico están en la región.
    ¿Cómo calificaría la situación económica? Ningún médico aquí. Juárez, Chihuahua, México. Él dió té.
    """
  static let french = """
    Êtes-vous satisfait de l’accueil à la préfecture ? L’été dernier, où étiez-vous né ? Le délai a été
    très long, même après la réclamation déposée. Ça dépend : les élèves français, forêt, âge, île, sœur,
    voilà déjà là-bas, près du château, où l’hôtel coûte « cher » ; la démarche a échoué. Père, mère,
    frère, noël, maïs, aiguë, bientôt, côté, qualité, santé, sécurité, société, éducation, à côté, dû.
    """
  static let portuguese = """
    O serviço público não é rápido. A informação está disponível às três horas. Você já recebeu atenção?
    São João, Conceição, coração, irmã, avó, avô, pão, mãe, órgão, útil, fácil, difícil, além, também,
    açúcar, português, inglês, você, três, até, só, lá, aí, país, saúde, população, região, município.
    """
  static let german = """
    Größe, Straße, für, über, schön, Müller, Köln, München, Tür, Glück, Bürger, Behörde, Gebühr, möglich,
    während, später, natürlich, Österreich, können, müssen, größer, Füße, Bücher, Häuser, hören, wäre,
    Erklärung, Lösung, Prüfung, Übung, zurück, fünf, zwölf, dürfen, Mädchen, Stück, Käse, ähnlich.
    """
  static let all = [
    ("English", english), ("Spanish", spanish), ("French", french), ("Portuguese", portuguese),
    ("German", german),
    ("Icelandic", "Það er ekki gott að bíða; Ísland, þjónusta, ánægð, spurning, sveitarfélög."),
    ("Czech", "Jak jste spokojeni s přístupem úředníků? Příliš žluťoučký kůň úpěl ďábelské ódy."),
    (
      "Turkish", "Hizmetten memnun musunuz? Çok güzel, teşekkür ederim; ışık, ağaç, öğrenci, şehir."
    ),
    ("Russian", "Насколько вы довольны обслуживанием? Очень доволен, спасибо; йод, ёлка."),
    ("Thai", "คุณพอใจกับการบริการมากน้อยเพียงใด ขอบคุณมากครับ"),
    ("Hindi", "क्या आप सेवा से संतुष्ट हैं? धन्यवाद। ज़रूर, ड़"),
    ("Chinese", "您对服务满意吗？非常满意。谢谢。"), ("Korean", "서비스에 만족하십니까? 네, 감사합니다."),
    ("emoji", "👍👨‍👩‍👧 ❤️ 🇻🇳 ½ × ÷ ± © ® ™ § ¶ • … – — « »"),
  ]
}

import CFuzzer
import Foundation

// SIPAS_FUZZ names what the bytes are, SIPAS_FUZZ_STUDY the folder of the study that they are read for, and
// SIPAS_FUZZ_FOLDER a folder in memory where a file of them can be written.
nonisolated(unsafe) var target: Target?
do {
  if try Target.writeSeeds(environment: ProcessInfo.processInfo.environment) { exit(0) }
  target = try Target(environment: ProcessInfo.processInfo.environment)
} catch {
  print("fuzz: \(error)")
  exit(2)
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
  LLVMFuzzerRunDriver(&count, &arguments) { bytes, size in
    target?.take(Array(UnsafeBufferPointer(start: bytes, count: size)))
    return 0
  })

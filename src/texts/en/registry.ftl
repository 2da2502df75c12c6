# What registries answer.
registry-mvd = the Interior Ministry
registry-sfr = the Social Fund
registry-zags = the civil registry
registry-not-found = Not found by { $registry }
registry-mismatch-name = Another name is written at { $registry }
registry-mismatch-birth = Another date of birth or sex is written at { $registry }
registry-invalid = The document is not valid, says { $registry }
registry-timeout = No answer from { $registry }. Send the data once more
registry-snils-taken = Another account has this SNILS

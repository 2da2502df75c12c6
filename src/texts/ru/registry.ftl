# What registries answer.
registry-mvd = МВД
registry-sfr = СФР
registry-zags = ЗАГС
registry-not-found = Не найдено в реестре: { $registry }
registry-mismatch-name = В реестре записаны другие ФИО: { $registry }
registry-mismatch-birth = В реестре записаны другие дата рождения или пол: { $registry }
registry-invalid = Документ недействителен: { $registry }
registry-timeout = Реестр не ответил: { $registry }. Отправьте данные ещё раз
registry-snils-taken = СНИЛС указан в другой учётной записи

#!/usr/bin/env python3
"""A name of confidential/key.yaml is found however it is typed, and neither a message nor a report repeats it.

    key_names.py --program build/quickscan --study examples/first-study"""
import os
import re
import shutil
import sys

from whole_study import program_and_study, run, run_parts

NAME = re.compile('oo?ster.{0,20}kamp|wilhelmina', re.IGNORECASE | re.DOTALL)
TYPED = ('wilhelmina oosterkamp', 'wilhelmina **oosterkamp**', 'wilhelmina ooster**kamp**', '*wilhelmina* oosterkamp',
         'wilhelmina "oosterkamp"', 'wilhelmina/oosterkamp', 'WilhelminaOosterkamp', 'wilhelminaoosterkamp',
         'wilhelmina oosterkamps kind', 'wilhelmina\u2060oosterkamp', 'wilhelmina\u200b oosterkamp', 'wilhelmina ooster\u00adkamp',
         'wilhelmina\u2028oosterkamp', 'wilhelmina ooster-\n  kamp', 'oosterkamp wilhelmina', 'oosterkamp, wilhelmina')
FORMATS = ('text', 'line', 'json', 'github', 'gitlab', 'sarif', 'junit', 'markdown')
KEYS = ('p1: mevr. Wilhelmina Oosterkamp (Veilig Thuis)\n', 'p1: [Kees Smid, "Oosterkamp, Wilhelmina"]\n',
        'p1: Kees Smid & Wilhelmina Oosterkamp\n', 'Wilhelmina Oosterkamp: p1\n')


def study_with(args, work, name, key=KEYS[0]):
    folder = os.path.join(work, name)
    shutil.copytree(args.study, folder)
    os.mkdir(os.path.join(folder, 'confidential'), 0o700)
    path = os.path.join(folder, 'confidential', 'key.yaml')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(key)
    os.chmod(path, 0o600)
    return folder


def change(folder, path, function):
    path = os.path.join(folder, path)
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(function(text))


def expect_found(args, folder, what, failures):
    code, out, said = run(args.program, ['check', folder, '--format', 'line'])
    failures.expect(code == 1 and b'QS501' in out, f'{what}: exit {code}, {out[:300]} {said[:300]}')
    leak = NAME.search((out + said).decode())
    failures.expect(not leak, f'{what}: a message repeats {leak and leak.group()!r}')


def in_texts_and_quotes(args, work, failures):
    for number, typed in enumerate(TYPED):
        folder = study_with(args, work, f'text{number}')
        change(folder, 'text/summary.en.md', lambda text: f'{text}\nMet {typed} gesproken.\n')
        expect_found(args, folder, f'{typed!r} in a text', failures)
        out = os.path.join(work, f'text{number}.md')
        code, _, said = run(args.program, ['report', folder, '--audience', 'public', '--suppress', '-o', out])
        failures.expect(code != 0 and not os.path.exists(out), f'{typed!r}: a report was written: {said[:300]}')
        folder = study_with(args, work, f'quote{number}')
        quote = typed.replace('"', '\\"').replace('\n', '\n   ')
        change(folder, 'interviews/o2.yaml', lambda text: text.replace('  trend: up', f'  trend: up\n  note: "met {quote} gesproken"', 1))
        expect_found(args, folder, f'{typed!r} in a note', failures)
    return 3 * len(TYPED)


def of_every_key(args, work, failures):
    for number, key in enumerate(KEYS):
        folder = study_with(args, work, f'key{number}', key)
        change(folder, 'text/summary.en.md', lambda text: f'{text}\nMet wilhelmina oosterkamp gesproken.\n')
        expect_found(args, folder, f'the key {key!r}', failures)
    return len(KEYS)


def in_no_message(args, work, failures):
    folder = study_with(args, work, 'messages')
    change(folder, 'interviews/o2.yaml', lambda text: text.replace('who: shelter', 'who: wilhelmina-oosterkamp', 1)
           .replace('  trend: up', '  trend: up\n  nota: Wilhelmina Oosterkamp, 06-12345678', 1))
    for form in FORMATS:
        code, out, said = run(args.program, ['check', folder, '--format', form])
        leak = NAME.search((out + said).decode())
        failures.expect(code == 1 and not leak, f'--format {form}: exit {code}, repeats {leak and leak.group()!r}')
    return len(FORMATS)


if __name__ == '__main__':
    sys.exit(run_parts('names of the key', [in_texts_and_quotes, of_every_key, in_no_message], program_and_study(__doc__)))

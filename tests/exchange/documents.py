#!/usr/bin/env python3
"""Writes DOCX and PDF where other programs have their limits, and looks into the files.

    documents.py QUICKSCAN STUDY

A DOCX is made with nothing but pandoc to be found, and must hold every drawing as a PNG that is not blank; a PDF is
made in a folder whose path is too long for a browser's socket, and the report in Markdown in one with blanks."""
import os
import pathlib
import re
import shutil
import struct
import sys
import tempfile
import xml.dom.minidom
import zipfile
import zlib

from whole_study import Failures, need, run


def png_problem(data):
    """What is wrong with a PNG, if anything: cut, blank, or without the size of its dots."""
    if not data.startswith(b'\x89PNG\r\n\x1a\n'):
        return 'no PNG'
    at, pixels, names = 8, b'', []
    while at < len(data):
        size, name = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if struct.unpack('>I', data[at + 8 + size:at + 12 + size])[0] != zlib.crc32(name + body):
            return f'{name!r} is damaged'
        names.append(name)
        pixels += body if name == b'IDAT' else b''
        at += 12 + size
    if names[-1] != b'IEND' or b'pHYs' not in names:
        return f'chunks {names}'
    return None if len(set(zlib.decompress(pixels))) > 20 else 'blank'


def check_docx(program, study, folder, failures):
    tools = folder / 'bin'
    tools.mkdir()
    tools.joinpath('pandoc').symlink_to(shutil.which('pandoc'))
    path = folder / 'r.docx'
    code, _, messages = run(program, ['report', study, '--format', 'docx', '-o', str(path)], environment={'PATH': str(tools)})
    failures.expect(code == 0, f'DOCX: exit {code}, {messages[:300]!r}')
    with zipfile.ZipFile(path) as docx:
        text = docx.read('word/document.xml').decode('utf-8')
        pictures = [name for name in docx.namelist() if name.startswith('word/media/')]
        shown = re.findall(r'<a:blip [^>]*r:embed=', text)
        failures.expect(len(shown) > 3 and len(shown) == text.count('<a:blip'), f'DOCX: {len(shown)} pictures shown')
        for name in pictures:
            failures.expect(name.endswith('.png'), f'DOCX: {name}')
            failures.expect(png_problem(docx.read(name)) is None, f'DOCX: {name}: {png_problem(docx.read(name))}')
        rows = text.count('<w:tr>')
        failures.expect(rows > 100 and text.count('<w:cantSplit/>') == rows, f'DOCX: not all of {rows} rows stay whole')
        failures.expect(text.count('<w:tblHeader/>') == text.count('<w:tbl>'), 'DOCX: a table without a header on each page')
        failures.expect('■■■□□' in text and 'w:fill="9AC8E0"' in text, 'DOCX: no symbol or shade in the matrix')
        widths = [int(width) / 9525 for width in re.findall(r'<wp:extent cx="(\d+)"', text)]
        failures.expect(all(100 < width < 1000 for width in widths), f'DOCX: pictures {widths} pixels wide')
        # LibreOffice opens no document whose ZIP has a comment of more than some 500 bytes.
        failures.expect(docx.testzip() is None and docx.comment == b'', 'DOCX: a comment, or an entry that is not whole')
        record = xml.dom.minidom.parseString(docx.read('docProps/quickscan.xml')).getElementsByTagName('meta')
        digest = [meta.getAttribute('content') for meta in record if meta.getAttribute('name') == 'quickscan-input-sha256']
        subject = xml.dom.minidom.parseString(docx.read('docProps/core.xml')).getElementsByTagName('dc:subject')[0]
        foot = subject.firstChild.data
        failures.expect(digest and digest[0][:12] in foot and ' · ' in foot, f'DOCX: at the foot of a page: {foot!r}')
        failures.expect(' SUBJECT ' in docx.read('word/footer1.xml').decode(), 'DOCX: the foot does not show the subject')
    read_back = run(shutil.which('pandoc'), ['--from=docx', '--to=plain', str(path)])[1].decode('utf-8')
    failures.expect(read_back.count('■■■□□') > 3, 'DOCX: pandoc does not read it back')
    if shutil.which('soffice'):
        run(shutil.which('soffice'), [f'-env:UserInstallation=file://{folder}/office', '--headless', '--convert-to', 'pdf',
                                      '--outdir', str(folder), str(path)], environment={'HOME': str(folder)})
        pages = run(shutil.which('pdftotext'), ['-layout', str(folder / 'r.pdf'), '-'])[1].decode('utf-8').split('\f')[:-1]
        failures.expect(len(pages) > 5 and all(foot[:30] in page for page in pages), f'DOCX: {len(pages)} pages in LibreOffice')
    else:
        print('no LibreOffice: the DOCX is not opened in it')


def check_markdown(program, study, folder, failures):
    need('cmark')
    path = folder / 'een map (1)' / 'mijn rapport.md'
    code, _, messages = run(program, ['report', study, '-o', str(path)])
    failures.expect(code == 0, f'Markdown: exit {code}, {messages[:300]!r}')
    page = run(shutil.which('cmark'), ['--unsafe', str(path)])[1].decode('utf-8')
    sources = re.findall(r'<img src="([^"]*)"', page)
    failures.expect(len(sources) > 3, f'Markdown: {len(sources)} pictures')
    for source in sources:
        failures.expect((path.parent / source.replace('%20', ' ')).exists(), f'Markdown: no {source}')


def check_pdf(program, study, folder, failures):
    if not any(shutil.which(name) for name in ('chromium', 'chromium-browser', 'google-chrome')):
        print('no browser: the PDF is not tried')
        return
    path = folder / ('q' * 60) / 'een map' / 'r.pdf'
    before = set(os.listdir('/tmp'))
    code, _, messages = run(program, ['report', study, '-o', str(path)])
    failures.expect(code == 0 and path.read_bytes().startswith(b'%PDF'), f'PDF: exit {code}, {messages[:300]!r}')
    left = [name for name in set(os.listdir('/tmp')) - before if name.startswith('.quickscan-work')]
    failures.expect(os.listdir(path.parent) == ['r.pdf'] and not left, f'PDF: left behind {left}')


def main():
    program, study = sys.argv[1:3]
    need('pandoc')
    failures = Failures()
    with tempfile.TemporaryDirectory() as name:
        for check in (check_docx, check_markdown, check_pdf):
            check(program, study, pathlib.Path(name), failures)
    return failures.result('documents', 8)


if __name__ == '__main__':
    sys.exit(main())

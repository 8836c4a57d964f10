#!/usr/bin/env python3
"""Writes data/templates/reference.docx: pandoc's own reference document, set for A4 and for reading.

Run by hand when pandoc's default changes (`python3 data/reference_docx.py`); the result is committed, so that
a report in Word looks the same whatever version of pandoc makes it. The same input gives the same bytes.
"""
import io
import pathlib
import re
import subprocess
import zipfile

A4_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
INK = "1A1A1A"


def styles(text: str) -> str:
    """One typeface, dark headings, 10 points, tables with lines between the rows."""
    text = re.sub(r"<w:rFonts w:asciiTheme=[^>]*/>", FONTS, text)
    text = re.sub(r'<w:color w:val="[0-9A-F]{6}"[^>]*/>', f'<w:color w:val="{INK}"/>', text)
    head, rest = text.split("</w:rPrDefault>", 1)
    head = re.sub(r'<w:(sz|szCs) w:val="24" ?/>', r'<w:\1 w:val="20"/>', head)
    text = head + "</w:rPrDefault>" + rest
    text = text.replace('<w:jc w:val="center" />', '<w:jc w:val="left"/>')
    text = re.sub(r'(<w:spacing w:before=")180(" w:after=")180(")', r"\g<1>60\g<2>120\g<3>", text)
    lines = (
        '<w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="8A8A8A"/>'
        '<w:insideH w:val="single" w:sz="4" w:color="D9D9D9"/></w:tblBorders>'
    )
    text = text.replace("<w:tblCellMar>", lines + "<w:tblCellMar>", 1)
    # No row is split over two pages.
    whole_rows = "<w:trPr><w:cantSplit/></w:trPr>"
    return re.sub(r'(<w:style w:type="table"[^>]* w:styleId="Table".*?</w:tblPr>)', rf"\1{whole_rows}", text, count=1, flags=re.S)


def document(text: str) -> str:
    return re.sub(r"<w:sectPr ?/>", A4_SECTION, text)


def properties(text: str) -> str:
    text = re.sub(r"<dc:title>.*?</dc:title>", "<dc:title></dc:title>", text)
    text = re.sub(r"<dc:creator>.*?</dc:creator>", "<dc:creator></dc:creator>", text)
    return re.sub(r">\d{4}-\d\d-\d\dT[\d:]+Z<", ">2000-01-01T00:00:00Z<", text)


# A field that the program which opens the document fills in: `dirty` makes Word do so at once.
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
# At the foot of every page: what the report was made from (the document's subject), and the page number.
FOOTER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>'
    '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs></w:pPr>'
    + (FIELD.format("SUBJECT", "") + "<w:r><w:tab/></w:r>" + FIELD.format("PAGE", "1")).replace(
        "<w:r>", '<w:r><w:rPr><w:sz w:val="14"/></w:rPr>'
    )
    + "</w:p></w:ftr>"
)


def relationships(text: str) -> str:
    footer = (
        '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" '
        'Id="rIdFooter" Target="footer1.xml"/>'
    )
    return text.replace("</Relationships>", footer + "</Relationships>")


def content_types(text: str) -> str:
    footer = (
        '<Override PartName="/word/footer1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>'
    )
    return text.replace("</Types>", footer + "</Types>")


CHANGES = {"word/styles.xml": styles, "word/document.xml": document, "docProps/core.xml": properties,
           "word/_rels/document.xml.rels": relationships, "[Content_Types].xml": content_types}


def main() -> None:
    default = subprocess.run(
        ["pandoc", "--print-default-data-file", "reference.docx"], check=True, capture_output=True
    ).stdout
    source = zipfile.ZipFile(io.BytesIO(default))
    target = pathlib.Path(__file__).parent / "templates" / "reference.docx"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted([*source.namelist(), "word/footer1.xml"]):
            data = FOOTER.encode() if name == "word/footer1.xml" else source.read(name)
            if name in CHANGES:
                data = CHANGES[name](data.decode()).encode()
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, data, compresslevel=9)


if __name__ == "__main__":
    main()

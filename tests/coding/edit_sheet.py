"""Run by a Python that has LibreOffice's ``uno``: open a sheet, write cells, save it.

Usage: python edit_sheet.py PORT IN OUT FILTER SHEET CELL=VALUE …
"""

import sys
import time
from pathlib import Path


def prop(name, value):
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def desktop(port):
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    url = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    for _ in range(120):
        try:
            context = resolver.resolve(url)
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("no connection to LibreOffice")


def main():
    port, source, target, kind, sheet_name, *edits = sys.argv[1:]
    office = desktop(port)
    loading = [prop("Hidden", True)]
    if source.endswith(".csv"):
        # comma, double quote, UTF-8, from line 1, every column as it comes
        loading += [
            prop("FilterName", "Text - txt - csv (StarCalc)"),
            prop("FilterOptions", "44,34,76,1"),
        ]
    book = office.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, tuple(loading))
    sheets = book.Sheets
    sheet = sheets.getByName(sheet_name) if sheet_name != "-" else sheets.getByIndex(0)
    for edit in edits:
        cell, _, value = edit.partition("=")
        sheet.getCellRangeByName(cell).String = value
    saving = [prop("FilterName", kind)]
    if target.endswith(".csv"):
        saving.append(prop("FilterOptions", "44,34,76,1,,0,false,true"))
    book.storeToURL(Path(target).as_uri(), tuple(saving))
    book.close(True)
    office.terminate()


if __name__ == "__main__":
    main()

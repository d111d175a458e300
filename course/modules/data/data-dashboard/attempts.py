"""Answers that prove the checks of this lab: right ones written differently, and real mistakes."""

RIGHT = {
    "table": {
        "cell by cell": """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    ws = book.create_sheet(title=sheet)
    for c, title in enumerate(df.columns, start=1):
        ws.cell(row=1, column=c).value = str(title)
        for r, value in enumerate(df[title].tolist(), start=2):
            cell = ws.cell(row=r, column=c)
            if not pd.isna(value):
                cell.value = value
            if str(title) in formats:
                cell.number_format = formats[str(title)]
    last = f"{get_column_letter(len(df.columns))}{len(df) + 1}"
    ws.add_table(Table(displayName=name, name=name, ref="A1:" + last))
    ws.freeze_panes = ws["A2"]
    book.save(path)
""",
        "changes what it was given": """
def write_table(path, sheet, name, df, formats):
    df.columns = [str(title) for title in df.columns]
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    for number, title in enumerate(df.columns, 1):
        code = formats.pop(title, None)
        page.cell(1, number, title)
        for row, value in enumerate(df.pop(title).astype(object), 2):
            cell = page.cell(row, number, None if pd.isna(value) else value)
            if code:
                cell.number_format = code
    page.add_table(Table(displayName=name, ref=f"A1:{page.cell(page.max_row, number).coordinate}"))
    page.freeze_panes = "A2"
    book.save(path)
""",
        "pandas writes, then the table": """
def write_table(path, sheet, name, df, formats):
    plain = df.rename(columns=str)
    with pd.ExcelWriter(path, engine="openpyxl", mode="a") as writer:
        plain.to_excel(writer, sheet_name=sheet, index=False, freeze_panes=(1, 0))
    book = load_workbook(path)
    page = book[sheet]
    for title, code in formats.items():
        column = list(plain.columns).index(title) + 1 if title in plain else None
        for row in range(2, len(plain) + 2) if column else []:
            page.cell(row, column).number_format = code
    left, right = 1, len(plain.columns)
    ref = f"{get_column_letter(left)}1:{get_column_letter(right)}{len(plain) + 1}"
    page.add_table(Table(displayName=name, ref=ref))
    book.save(path)
""",
    },
    "formula": {
        "XLOOKUP and SUMPRODUCT": """
def formula(kpi, market, month):
    def total(column):
        rows = f'((tblKPI[market]={market})+({market}="ALL")>0)'
        return f"SUMPRODUCT((tblKPI[month]={month})*{rows}*tblKPI[{column}])"

    if kpi.endswith(("_max", "_min")):
        return f'=_xlfn.XLOOKUP({market},tblTarget[market],tblTarget[{kpi}],"n/a")'
    if kpi in ("net", "plan"):
        return "=" + total(kpi + "_cny")
    net, refund = total("net_cny"), total("refund_cny")
    tops = {
        "of_plan": (net, total("plan_cny")),
        "aov": (f"({net}+{refund})", total("orders")),
        "refund_rate": (refund, f"({net}+{refund})"),
        "ad_share": (total("ad_cny"), net),
        "margin": (f"({net}-{total('ad_cny')}-{total('cost_cny')})", net),
    }
    top, bottom = tops[kpi]
    return f'=IF({bottom}=0,"n/a",{top}/{bottom})'
""",
        "LET, FILTER and TEXT": """
def formula(kpi, market, month):
    rows = f'(tblKPI[month]={month})*((UPPER(tblKPI[market])=UPPER({market}))+({market}="ALL")>0)'

    def total(column):
        return f"SUM(_xlfn._xlws.FILTER(tblKPI[{column}],{rows},0))"

    if kpi.endswith(("_max", "_min")):
        limit = f"_xlfn._xlws.FILTER(tblTarget[{kpi}],tblTarget[market]={market})"
        return f'=IFERROR(VALUE(TEXT(INDEX({limit},1),"0.000000000000000")),"n/a")'
    sold = "_xlpm.net+" + total("refund_cny")
    known = {
        "net": "_xlpm.net",
        "plan": total("plan_cny"),
        "of_plan": "_xlpm.net/" + total("plan_cny"),
        "aov": f"({sold})/" + total("orders"),
        "refund_rate": total("refund_cny") + f"/({sold})",
        "ad_share": total("ad_cny") + "/_xlpm.net",
        "margin": f"(_xlpm.net-{total('ad_cny')}-{total('cost_cny')})/_xlpm.net",
    }
    return f'=IFERROR(_xlfn.LET(_xlpm.net,{total("net_cny")},{known[kpi]}),"n/a")'
""",
        "SWITCH, OFFSET and INDIRECT": """
def formula(kpi, market, month):
    def total(column):
        one = f"SUMIFS(INDIRECT(\\"tblKPI[{column}]\\"),tblKPI[month],{month}"
        return f'_xlfn.SWITCH({market},"ALL",{one}),{one},tblKPI[market],{market}))'

    if kpi in ("net", "plan"):
        return "=" + total(f"{kpi}_cny")
    if kpi in targets:
        row = f"MATCH({market},tblTarget[market],0)"
        return f'=IFERROR(OFFSET(tblTarget[[#Headers],[{kpi}]],{row},0),"n/a")'
    net, sold = total("net_cny"), f"({total('net_cny')}+{total('refund_cny')})"
    top, below = {
        "of_plan": (net, total("plan_cny")),
        "aov": (sold, total("orders")),
        "refund_rate": (total("refund_cny"), sold),
        "ad_share": (total("ad_cny"), net),
        "margin": (f"({net}-{total('ad_cny')}-{total('cost_cny')})", net),
    }[kpi]
    return f'=IF({below}<>0,{top}/{below},"n/a")'
""",
        "one long if": """
def formula(kpi, market, month):
    one = "SUMIFS(tblKPI[{}],tblKPI[market],IF({}<>\\"ALL\\",{},\\"*\\"),tblKPI[month],{})"

    def s(name):
        return one.format(name, market, market, month)

    sold = "(" + s("net_cny") + "+" + s("refund_cny") + ")"
    if kpi == "net":
        body = s("net_cny")
    elif kpi == "plan":
        body = s("plan_cny")
    elif kpi == "of_plan":
        body = s("net_cny") + "/" + s("plan_cny")
    elif kpi == "aov":
        body = sold + "/" + s("orders")
    elif kpi == "refund_rate":
        body = s("refund_cny") + "/" + sold
    elif kpi == "ad_share":
        body = s("ad_cny") + "/" + s("net_cny")
    elif kpi == "margin":
        body = "1-(" + s("ad_cny") + "+" + s("cost_cny") + ")/" + s("net_cny")
    else:
        body = f"VLOOKUP({market},tblTarget,{list(targets.columns).index(kpi) + 1},FALSE)"
        body = f"SUMIFS(tblTarget[{kpi}],tblTarget[market],{market})/"
        body += f"COUNTIFS(tblTarget[market],{market})"
    return "=IFERROR(" + body + ', "n/a")'
""",
    },
    "trend": {
        "each month from the one below": """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    ws = book[sheet]
    row0, col0 = ws[top].row, ws[top].column
    letter = get_column_letter(col0)
    ws.cell(row0, col0, "Month")
    for k, title in enumerate(columns):
        ws.cell(row0, col0 + 1 + k, title)
    for i in range(n):
        row = row0 + 1 + i
        ws.cell(row, col0, f"=EDATE({letter}{row + 1},-1)" if i < n - 1 else "=month")
        ws.cell(row, col0).number_format = "mmm yyyy"
        who = 'tblKPI[market],IF(market="ALL","*",market)'
        for k, name in enumerate(columns.values()):
            when = f"tblKPI[month],${letter}{row}"
            text = f"=IF(COUNTIFS({when},{who})>0,SUMIFS(tblKPI[{name}],{who},{when}),NA())"
            ws.cell(row, col0 + 1 + k, text)
    book.save(path)
""",
        "products of conditions": """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    ws = book[sheet]
    left, up, _, _ = range_boundaries(top)
    for offset, title in enumerate(["Month"] + list(columns)):
        ws.cell(up, left + offset).value = title
    for row in range(up + 1, up + n + 1):
        when = f"{get_column_letter(left)}{row}"
        ws[when] = f"=DATE(YEAR(month),MONTH(month)-{up + n - row},1)"
        ws[when].number_format = "mmm yyyy"
        rows = f'(tblKPI[month]={when})*((tblKPI[market]=market)+(market="ALL")>0)'
        for offset, name in enumerate(columns.values(), start=1):
            total = f"SUMPRODUCT({rows}*tblKPI[{name}])"
            ws.cell(row, left + offset).value = f"=IF(SUMPRODUCT({rows}*1)=0,NA(),{total})"
    book.save(path)
""",
    },
    "signal": {
        "COUNT, and no fill": """
def add_signals(path, sheet, actual, target, higher_is_better):
    wb = load_workbook(path)
    a, t = actual.partition(":")[0], target.partition(":")[0]
    worse = f"{a}<{t}" if higher_is_better else f"{t}<{a}"
    text = f"IF(COUNT({a},{t})=2,{worse},FALSE)"
    wb[sheet].conditional_formatting.add(actual, FormulaRule(formula=[text], font=Font(b=True)))
    wb.save(path)
""",
        "a silent rule stops the loud one": """
def add_signals(path, sheet, actual, target, higher_is_better):
    from openpyxl.formatting.rule import CellIsRule, Rule

    book = load_workbook(path)
    page = book[sheet]
    cell, goal = actual.split(":")[0], target.split(":")[0]
    quiet = f"OR(NOT(ISNUMBER({cell})),NOT(ISNUMBER({goal})))"
    page.conditional_formatting.add(
        actual, Rule(type="expression", formula=[quiet], stopIfTrue=True)
    )
    loud = CellIsRule(
        operator="lessThan" if higher_is_better else "greaterThan",
        formula=[goal], font=Font(bold=True), fill=PatternFill(bgColor="FFDDDD"),
    )
    page.conditional_formatting.add(actual, loud)
    book.save(path)
""",
        "one rule for each cell": """
def add_signals(path, sheet, actual, target, higher_is_better):
    wb = load_workbook(path)
    ws = wb[sheet]

    def cells(area):
        left, top, right, bottom = range_boundaries(area)
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        return [f"${get_column_letter(c)}${r}" for r in rows for c in columns]

    for here, goal in zip(cells(actual), cells(target)):
        miss = here + ("<" if higher_is_better else ">") + goal
        rule = FormulaRule(
            formula=[f"AND(ISNUMBER({here}),ISNUMBER({goal}),{miss})"],
            font=Font(bold=True, color="C00000"),
            fill=PatternFill(start_color="FFDDDD", end_color="FFDDDD", fill_type="solid"),
        )
        ws.conditional_formatting.add(here.replace("$", ""), rule)
    wb.save(path)
""",
    },
    "chart": {
        "series by series": """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)
""",
        "ranges as texts": """
def add_chart(path, kind, block, sheet, place, title, unit):
    wb = load_workbook(path)
    source = block[: block.index("!")].strip("'")
    first, last = block[block.index("!") + 1 :].split(":")
    page = wb[source]
    a, z = page[first], page[last]
    end = z.row - 1 if page.cell(z.row, a.column).value == "Total" else z.row
    if kind == "line":
        chart = LineChart()
    else:
        chart = BarChart()
        chart.type = "col"
    for column in range(a.column + 1, z.column + 1):
        letter = get_column_letter(column)
        text = f"{quote_sheetname(source)}!${letter}${a.row}:${letter}${end}"
        chart.add_data(text, titles_from_data=True)
    label = f"${a.column_letter}${a.row + 1}:${a.column_letter}${end}"
    chart.set_categories(f"{quote_sheetname(source)}!{label}")
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.title = None
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
    chart.anchor = place
    wb[sheet].add_chart(chart)
    wb.save(path)
""",
    },
    "lint": {
        "rule by rule": """
def lint(path):
    book = load_workbook(path)
    found = []
    pages = book.worksheets
    found += [("hidden", p.title, "") for p in pages if p.sheet_state in ("hidden", "veryHidden")]
    for page in pages:
        name = page.title
        for area in page.merged_cells.ranges:
            left, top, right, bottom = area.bounds
            for table in page.tables.values():
                a, b, c, d = range_boundaries(table.ref)
                if left <= c and right >= a and top <= d and bottom >= b:
                    found.append(("merged", name, area.coord))
        for place, cells in plotted(page):
            if "Total" in [label(cell) for cell in cells]:
                found.append(("total", name, place))
        for run in runs(page):
            contents = [cell.value for cell in run]
            share = sum(map(is_formula, contents)) / len(run)
            values = [value for value in contents if is_number(value)]
            for cell in run:
                here = (name, cell.coordinate)
                if is_formula(cell.value) and "#REF!" in cell.value:
                    found.append(("reference", *here))
                if is_number(cell.value) and share > 0.5:
                    found.append(("typed", *here))
                if isinstance(cell.value, str) and len(values) / len(run) > 0.5:
                    try:
                        float(cell.value.replace(",", ""))
                        found.append(("text", *here))
                    except ValueError:
                        pass
                if is_number(cell.value) and "%" in cell.number_format:
                    if cell.value > 1 and np.median(values) < 1:
                        found.append(("percent", *here))
                if is_formula(cell.value):
                    for edge in edges(cell):
                        full = is_formula(edge.value) or is_number(edge.value)
                        if full and label(edge) != "Total":
                            found.append(("short", *here))
    return set(found)
""",
        "generators": """
def lint(path):
    return set(all_faults(load_workbook(path)))


def all_faults(book):
    for sheet in book:
        for code, place in sheet_faults(sheet):
            yield code, sheet.title, place
        for run in runs(sheet):
            for code, cell in run_faults(run):
                yield code, sheet.title, cell.coordinate


def sheet_faults(sheet):
    if sheet.sheet_state != sheet.SHEETSTATE_VISIBLE:
        yield "hidden", ""
    for table in sheet.tables.values():
        taken = {(c.row, c.column) for line in sheet[table.ref] for c in line}
        for area in sheet.merged_cells.ranges:
            if taken & set(area.cells if hasattr(area.cells, "__len__") else list(area.cells)):
                yield "merged", str(area)
    for place, cells in plotted(sheet):
        if any(label(c) == "Total" for c in cells):
            yield "total", place


def run_faults(run):
    asked = [c for c in run if is_formula(c.value)]
    typed = [c for c in run if is_number(c.value)]
    for c in asked:
        if "#REF!" in c.value:
            yield "reference", c
        beside = [e for e in edges(c) if label(e) != "Total"]
        if [e for e in beside if is_number(e.value) or is_formula(e.value)]:
            yield "short", c
    if 2 * len(asked) > len(run):
        yield from (("typed", c) for c in typed)
    middle = statistics.median([c.value for c in typed]) if typed else 1
    yield from (
        ("percent", c) for c in typed if "%" in c.number_format and c.value > 1 and middle < 1
    )
    if 2 * len(typed) > len(run):
        for c in run:
            if isinstance(c.value, str) and not is_formula(c.value):
                if re.fullmatch(r"\\s*[-+]?\\d+(\\.\\d*)?\\s*", c.value.replace(",", "")):
                    yield "text", c
""",
    },
}

WRONG = {
    "table": {
        "the index comes along": (
            """
def write_table(path, sheet, name, df, formats):
    with pd.ExcelWriter(path, engine="openpyxl", mode="a") as writer:
        df.to_excel(writer, sheet_name=sheet, freeze_panes=(1, 0))
    book = load_workbook(path)
    page = book[sheet]
    page.add_table(Table(displayName=name, ref=page.dimensions))
    book.save(path)
""",
            "table-index",
        ),
        "the header is not counted": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    last = f"{get_column_letter(len(df.columns))}{len(df)}"
    page.add_table(Table(displayName=name, ref=f"A1:{last}"))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-short",
        ),
        "everything becomes text": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.itertuples(index=False):
        page.append([str(value) for value in row])
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-text-days",
        ),
        "numbers with thousands marks": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.itertuples(index=False):
        page.append([f"{v:,}" if isinstance(v, (int, float)) else v for v in row])
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-text-numbers",
        ),
        "a new workbook": (
            """
def write_table(path, sheet, name, df, formats):
    df.to_excel(path, sheet_name=sheet, index=False, freeze_panes=(1, 0))
    book = load_workbook(path)
    page = book[sheet]
    page.add_table(Table(displayName=name, ref=page.dimensions))
    book.save(path)
""",
            "table-sheets",
        ),
        "cells and no table": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.itertuples(index=False):
        page.append(list(row))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-none",
        ),
        "formats of the first row only": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.itertuples(index=False):
        page.append(list(row))
    for number, title in enumerate(df.columns, 1):
        if title in formats:
            page.cell(2, number).number_format = formats[title]
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-formats",
        ),
        "nothing stays in view": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.itertuples(index=False):
        page.append(list(row))
    for number, title in enumerate(df.columns, 1):
        for row in range(2, len(df) + 2):
            if title in formats:
                page.cell(row, number).number_format = formats[title]
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A1"
    book.save(path)
""",
            "table-panes",
        ),
        "missing values stay": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).itertuples(index=False):
        page.append([0 if pd.isna(value) else value for value in row])
    for number, title in enumerate(df.columns, 1):
        for row in range(2, len(df) + 2):
            if str(title) in formats:
                page.cell(row, number).number_format = formats[str(title)]
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-missing",
        ),
        "General for all the rest": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for number, title in enumerate(df.columns, 1):
        for row in range(2, len(df) + 2):
            page.cell(row, number).number_format = formats.get(str(title), "General")
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-text-days",
        ),
        "a format of its own for shares": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            usual = "0.00" if isinstance(cell.value, float) else cell.number_format
            cell.number_format = formats.get(head.value, usual)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-other-formats",
        ),
        "whole numbers as names of columns": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([title if isinstance(title, int) else str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-names",
        ),
        "shares rounded to four decimals": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.round(4).astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-hidden",
        ),
        "numbers made of texts that look like them": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in [
        [int(x) if isinstance(x, str) and x.isdecimal() else x for x in line]
        for line in df.astype(object).where(df.notna(), None).itertuples(index=False)
    ]:
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-kinds",
        ),
        "a table without a header row": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions, headerRowCount=0))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-no-header",
        ),
        "sorted rows": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.sort_values(df.columns[0]).astype(object).where(df.notna(), None).itertuples(
        index=False
    ):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-hidden",
        ),
        "the new sheet comes first": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet, 0)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-sheets",
        ),
        "columns by one letter": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[min(len(df.columns), 26) - 1]
    page.add_table(Table(displayName=name, ref=f"A1:{letter}{len(df) + 1}"))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-hidden-ref",
        ),
        "at most a thousand rows": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    letter = get_column_letter(len(df.columns))
    page.add_table(Table(displayName=name, ref=f"A1:{letter}{min(len(df) + 1, 1000)}"))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-hidden-ref",
        ),
        "rows with something missing are dropped": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.dropna().astype(object).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-hidden",
        ),
        "days without their time": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in [
        [x.replace(hour=0, minute=0) if isinstance(x, datetime) else x for x in line]
        for line in df.astype(object).where(df.notna(), None).itertuples(index=False)
    ]:
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-kinds",
        ),
        "TRUE and FALSE become numbers": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in [
        [int(x) if isinstance(x, bool) else x for x in line]
        for line in df.astype(object).where(df.notna(), None).itertuples(index=False)
    ]:
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-kinds",
        ),
        "an empty text for what is missing": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), "-").itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-missing",
        ),
        "the last row from the index": (
            """
def write_table(path, sheet, name, df, formats):
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    last = f"{get_column_letter(len(df.columns))}{df.index[-1] + 2}"
    page.add_table(Table(displayName=name, ref=f"A1:{last}"))
    page.freeze_panes = "A2"
    book.save(path)
""",
            "table-hidden-ref",
        ),
    },
    "formula": {
        "the value pasted": (
            """
def formula(kpi, market, month):
    rows = kpis[kpis["month"] == kpis["month"].max()]
    return float(rows["net_cny"].sum())
""",
            "formula-text",
        ),
        "ALL is forgotten": (
            """
def formula(kpi, market, month):
    def total(column):
        return f"SUMIFS(tblKPI[{column}],tblKPI[month],{month},tblKPI[market],{market})"

    return f'=IFERROR({total("net_cny")},"n/a")'
""",
            "formula-all",
        ),
        "semicolons, as a German Excel shows it": (
            """
def formula(kpi, market, month):
    return f"=SUMMEWENNS(tblKPI[net_cny];tblKPI[month];{month};tblKPI[market];{market})"
""",
            "formula-unreadable",
        ),
        "the German function": (
            """
def formula(kpi, market, month):
    return f"=SUMMEWENNS(tblKPI[net_cny],tblKPI[month],{month},tblKPI[market],{market})"
""",
            "formula-unreadable",
        ),
        "the mean of the markets' rates": (
            """
def formula(kpi, market, month):
    who = f'IF({market}="ALL","*",{market})'
    where = f"tblKPI[month],{month},tblKPI[market],{who}"
    if kpi == "net":
        return f"=SUMIFS(tblKPI[net_cny],{where})"
    rows = f'(tblKPI[month]={month})*((tblKPI[market]={market})+({market}="ALL")>0)'
    rate = f"SUMPRODUCT({rows}*tblKPI[ad_cny]/tblKPI[net_cny])/COUNTIFS({where})"
    return f'=IFERROR({rate},"n/a")'
""",
            "formula-mean",
        ),
        "refunds over net sales": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    net, refund = total("net_cny"), total("refund_cny")
    ratios = {"net": net, "ad_share": f"{total('ad_cny')}/{net}", "refund_rate": f"{refund}/{net}"}
    return f'=IFERROR({ratios[kpi]},"n/a")'
""",
            "formula-sold",
        ),
        "no brackets around the sum": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    net, refund = total("net_cny"), total("refund_cny")
    ratios = {"net": net, "ad_share": f"{total('ad_cny')}/{net}"}
    ratios["refund_rate"] = f"{refund}/{net}+{refund}"
    return f'=IFERROR({ratios[kpi]},"n/a")'
""",
            "formula-ratio",
        ),
        "pieces for orders": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    net, refund = total("net_cny"), total("refund_cny")
    ratios = {
        "net": net,
        "ad_share": f"{total('ad_cny')}/{net}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "aov": f"({net}+{refund})/{total('units')}",
    }
    return f'=IFERROR({ratios[kpi]},"n/a")'
""",
            "formula-ratio",
        ),
        "the margin before advertising": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    net, refund = total("net_cny"), total("refund_cny")
    ratios = {
        "net": net,
        "plan": total("plan_cny"),
        "of_plan": f"{net}/{total('plan_cny')}",
        "ad_share": f"{total('ad_cny')}/{net}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "aov": f"({net}+{refund})/{total('orders')}",
        "margin": f"({net}-{total('cost_cny')})/{net}",
    }
    return f'=IFERROR({ratios[kpi]},"n/a")'
""",
            "formula-ratio",
        ),
        "fixed ranges": (
            """
def formula(kpi, market, month):
    letters = dict(zip(kpis.columns, "ABCDEFGHI"))

    def total(column):
        letter = letters[column]
        who = f'IF({market}="ALL","*",{market})'
        return f"SUMIFS(Data!{letter}$2:{letter}$5,Data!$A$2:$A$5,{month},Data!$B$2:$B$5,{who})"

    net, refund, ads = total("net_cny"), total("refund_cny"), total("ad_cny")
    ratios = {
        "net": net,
        "plan": total("plan_cny"),
        "of_plan": f"{net}/{total('plan_cny')}",
        "ad_share": f"{ads}/{net}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "aov": f"({net}+{refund})/{total('orders')}",
        "margin": f"({net}-{ads}-{total('cost_cny')})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-fixed",
        ),
        "MATCH without its 0": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    net, refund, ads = total("net_cny"), total("refund_cny"), total("ad_cny")
    ratios = {
        "net": net,
        "plan": total("plan_cny"),
        "of_plan": f"{net}/{total('plan_cny')}",
        "ad_share": f"{ads}/{net}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "aov": f"({net}+{refund})/{total('orders')}",
        "margin": f"({net}-{ads}-{total('cost_cny')})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market]))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-hidden-limit",
        ),
        "XLOOKUP as Excel shows it": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    net, refund, ads = total("net_cny"), total("refund_cny"), total("ad_cny")
    ratios = {
        "net": net,
        "plan": total("plan_cny"),
        "of_plan": f"{net}/{total('plan_cny')}",
        "ad_share": f"{ads}/{net}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "aov": f"({net}+{refund})/{total('orders')}",
        "margin": f"({net}-{ads}-{total('cost_cny')})/{net}",
    }
    if kpi in ratios:
        return f'=IFERROR({ratios[kpi]},"n/a")'
    return f'=XLOOKUP({market},tblTarget[market],tblTarget[{kpi}],"n/a")'
""",
            "formula-unreadable",
        ),
        "an error is shown": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    net, refund, ads = total("net_cny"), total("refund_cny"), total("ad_cny")
    ratios = {
        "net": net,
        "plan": total("plan_cny"),
        "of_plan": f"{net}/{total('plan_cny')}",
        "ad_share": f"{ads}/{net}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "aov": f"({net}+{refund})/{total('orders')}",
        "margin": f"({net}-{ads}-{total('cost_cny')})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f"={ratios.get(kpi, limit)}"
""",
            "formula-nothing",
        ),
        "the names are typed in": (
            """
def formula(kpi, market, month):
    def total(column):
        place = 'tblKPI[month],month,tblKPI[market],IF(market="ALL","*",market)'
        return f"SUMIFS(tblKPI[{column}],{place})"

    net, refund, ads = total("net_cny"), total("refund_cny"), total("ad_cny")
    ratios = {
        "net": net,
        "plan": total("plan_cny"),
        "of_plan": f"{net}/{total('plan_cny')}",
        "ad_share": f"{ads}/{net}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "aov": f"({net}+{refund})/{total('orders')}",
        "margin": f"({net}-{ads}-{total('cost_cny')})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH(market,tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-place",
        ),
        "ALL means everything that ever was": (
            """
def formula(kpi, market, month):
    def total(column):
        one = f"SUMIFS(tblKPI[{column}],tblKPI[month],{month},tblKPI[market],{market})"
        return f'IF({market}="ALL",SUM(tblKPI[{column}]),{one})'

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-net",
        ),
        "the limit of ALL as a mean": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    one = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    limit = f'IF({market}="ALL",AVERAGE(tblTarget[{kpi}]),{one})'
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-ratio",
        ),
        "whole columns of the sheets": (
            """
def formula(kpi, market, month):
    letters = dict(zip(kpis.columns, "ABCDEFGHI"))

    def total(column):
        letter = letters[column]
        who = f'IF({market}="ALL","*",{market})'
        return f"SUMIFS(Data!{letter}:{letter},Data!$A:$A,{month},Data!$B:$B,{who})"

    sold = f"({total('net_cny')}+{total('refund_cny')})"
    known = {
        "net": total("net_cny"),
        "plan": total("plan_cny"),
        "of_plan": f"{total('net_cny')}/{total('plan_cny')}",
        "aov": f"{sold}/{total('orders')}",
        "refund_rate": f"{total('refund_cny')}/{sold}",
        "ad_share": f"{total('ad_cny')}/{total('net_cny')}",
        "margin": f"1-({total('ad_cny')}+{total('cost_cny')})/{total('net_cny')}",
    }
    if kpi not in known:
        letter = "ABCDE"[list(targets.columns).index(kpi)]
        known[kpi] = f"INDEX(Targets!{letter}:{letter},MATCH({market},Targets!$A:$A,0))"
    return f'=IFERROR({known[kpi]},"n/a")'
""",
            "formula-elsewhere",
        ),
        "the 216 rows that are there today": (
            """
def formula(kpi, market, month):
    def total(column):
        letter = dict(zip(kpis.columns, "ABCDEFGHI"))[column]
        place = f'Data!$A$2:$A$217,{month},Data!$B$2:$B$217,IF({market}="ALL","*",{market})'
        return f"SUMIFS(Data!${letter}$2:${letter}$217,{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-fixed-hidden",
        ),
        "limits from a typed range": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = (
        f"VLOOKUP({market},Targets!$A$2:$E$8,"
        f"{[*targets.columns].index(kpi) + 1 if kpi in targets else 1},FALSE)"
    )
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-fixed-hidden",
        ),
        "a typed cell in place of the name": (
            """
def formula(kpi, market, month):
    market, month = market.replace("market", "Dashboard!$C$3"), month

    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-elsewhere",
        ),
        "the month from a typed cell": (
            """
def formula(kpi, market, month):
    month = month.replace("month", "Dashboard!$C$4")

    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-elsewhere",
        ),
        "the newest month, whatever is asked": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],MAX(tblKPI[month]),tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-nothing",
        ),
        "rounded to four decimals": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR(ROUND({ratios.get(kpi, limit)},4),"n/a")'
""",
            "formula-ratio",
        ),
        "nothing is shown as 0": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},0)'
""",
            "formula-nothing",
        ),
        "the mean of two rows": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        some = f'IF({market}="ALL",COUNTIFS({place}),1)'
        return f"(IFERROR(AVERAGEIFS(tblKPI[{column}],{place}),0)*{some})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-hidden",
        ),
        "an empty text for a month without rows": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    if kpi not in ratios:
        return f'=IFERROR({limit},"n/a")'
    here = f"COUNTIFS(tblKPI[month],{month})=0"
    if kpi in ("net", "plan"):
        return f'=IF({here},"",{ratios[kpi]})'
    return f'=IFERROR({ratios[kpi]},"n/a")'
""",
            "formula-zero",
        ),
        "limits without n/a": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    if kpi not in ratios:
        return f"={limit}"
    return f'=IFERROR({ratios[kpi]},"n/a")'
""",
            "formula-no-limit",
        ),
        "only the margin says n/a": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    if kpi != "margin" and kpi in ratios:
        return f"={ratios[kpi]}"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-nothing-hidden",
        ),
        "a ratio of nothing sold is n/a, whatever it divides by": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    if kpi in ("net", "plan") or kpi not in ratios:
        return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
    return f'=IF({net}=0,"n/a",IFERROR({ratios[kpi]},"n/a"))'
""",
            "formula-too-empty",
        ),
        "one more row belongs to ALL": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","<>JP",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
""",
            "formula-net",
        ),
        "a function that the check does not know": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR(DOLLARDE({ratios.get(kpi, limit)},1),"n/a")'
""",
            "undecided",
        ),
        "n/a for every month without rows": (
            """
def formula(kpi, market, month):
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    if kpi not in ratios:
        return f'=IFERROR({limit},"n/a")'
    return f'=IF({total("orders")}=0,"n/a",IFERROR({ratios[kpi]},"n/a"))'
""",
            "formula-too-empty",
        ),
    },
    "trend": {
        "values instead of questions": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    page = book[sheet]
    start = page[top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    months = sorted(tiny["month"].unique())[-n:]
    for down, month in enumerate(months, 1):
        start.offset(down, 0).value = pd.Timestamp(month).to_pydatetime()
        for right, name in enumerate(columns.values(), 1):
            start.offset(down, right).value = int(tiny[tiny["month"] == month][name].sum())
    book.save(path)
""",
            "trend-typed",
        ),
        "newest first": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{1 - down})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-order",
        ),
        "a month too early": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n - 1})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-months",
        ),
        "all rows ask for the first month": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    fixed = absolute_coordinate(start.offset(1, 0).coordinate)
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{fixed},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-sums",
        ),
        "ALL is forgotten": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f"tblKPI[month],{first.coordinate},tblKPI[market],market"
        for right, name in enumerate(columns.values(), 1):
            start.offset(down, right).value = f"=SUMIFS(tblKPI[{name}],{place})"
    book.save(path)
""",
            "trend-all",
        ),
        "0 where there is no row": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            start.offset(down, right).value = f"=SUMIFS(tblKPI[{name}],{place})"
    book.save(path)
""",
            "trend-gap",
        ),
        "an empty text where there is no row": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f'=IF(COUNTIFS({place})=0,"",SUMIFS(tblKPI[{name}],{place}))'
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-gap-value",
        ),
        "the last month typed in": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(DATE(2026,8,1),{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-rolls",
        ),
        "a typed cell in place of the name market": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        here = "Dashboard!$C$3"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF({here}="ALL","*",{here})'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-typed-cell",
        ),
        "a typed cell in place of the name month": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(Dashboard!$C$4,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-hidden-months",
        ),
        "the 216 rows that are there today": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = (
            f"Data!$A$2:$A$217,{first.coordinate},"
            'Data!$B$2:$B$217,IF(market="ALL","*",market)'
        )
        for right, name in enumerate(columns.values(), 1):
            here = "ABCDEFGHI"[list(kpis.columns).index(name)]
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(Data!${here}$2:${here}$217,{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-fixed",
        ),
        "whole columns of the sheet": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = (
            f"Data!$A:$A,{first.coordinate},"
            'Data!$B:$B,IF(market="ALL","*",market)'
        )
        for right, name in enumerate(columns.values(), 1):
            here = "ABCDEFGHI"[list(kpis.columns).index(name)]
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(Data!{here}:{here},{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-hidden",
        ),
        "a sum of 0 counts as nothing": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(SUMIFS(tblKPI[{name}],{place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-hidden",
        ),
        "always twelve months": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    n = 12 if n > 12 else n
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-typed",
        ),
        "the block is written from A3": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top if top == "B3" else "A3"]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-head",
        ),
        "titles sorted": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *sorted(columns)]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-head",
        ),
        "a format for the first row only": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy" if down < 3 else "d.m.yy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-look",
        ),
        "the first day of the month is taken as text": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        when = f'tblKPI[month],TEXT({first.coordinate},"mmm yyyy")'
        place = f'{when},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-sums",
        ),
        "COUNTIFS asks for the month alone": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        when = f"tblKPI[month],{first.coordinate}"
        place = f'{when},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({when})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-gap-hidden",
        ),
        "days as bare numbers": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    start = book[sheet][top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, name in enumerate(columns.values(), 1):
            total = f"=IF(COUNTIFS({place})=0,NA(),SUMIFS(tblKPI[{name}],{place}))"
            start.offset(down, right).value = total
    book.save(path)
""",
            "trend-look",
        ),
        "semicolons between the arguments": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    page = book[sheet]
    start = page[top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, column in enumerate(columns.values(), 1):
            total = f"SUMIFS(tblKPI[{column}],{place})"
            start.offset(down, right).value = f"=IF(COUNTIFS({place})=0;NA();{total})"
    book.save(path)
""",
            "trend-unreadable",
        ),
        "German names of functions": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    page = book[sheet]
    start = page[top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, column in enumerate(columns.values(), 1):
            total = f"SUMIFS(tblKPI[{column}],{place})"
            start.offset(down, right).value = f"=WENN(COUNTIFS({place})=0,NV(),{total})"
    book.save(path)
""",
            "trend-unreadable",
        ),
        "always all markets": (
            """
def write_trend(path, sheet, top, n, columns):
    book = load_workbook(path)
    page = book[sheet]
    start = page[top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],"*"'
        for right, column in enumerate(columns.values(), 1):
            total = f"SUMIFS(tblKPI[{column}],{place})"
            start.offset(down, right).value = f"=IF(COUNTIFS({place})=0,NA(),{total})"
    book.save(path)
""",
            "trend-follows",
        ),
    },
    "signal": {
        "dollar signs": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], absolute_coordinate(target.split(":")[0])
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}{sign}{goal})"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-dollars",
        ),
        "always below": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}<{goal})"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-direction",
        ),
        "n/a is greater": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    from openpyxl.formatting.rule import CellIsRule

    book = load_workbook(path)
    goal = target.split(":")[0]
    rule = CellIsRule(
        operator="lessThan" if higher_is_better else "greaterThan",
        formula=[goal],
        font=Font(bold=True),
    )
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-text",
        ),
        "at the limit": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<=" if higher_is_better else ">="
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}{sign}{goal})"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-equal",
        ),
        "a limit typed in": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell = actual.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),{cell}{sign}0.1)"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-follows",
        ),
        "colour alone": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}{sign}{goal})"
    red, pale = Font(color="FF0000"), PatternFill(bgColor="FFCCCC")
    rule = FormulaRule(formula=[text], font=red, fill=pale)
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-bold",
        ),
        "the fill of a normal cell": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}{sign}{goal})"
    fill = PatternFill("solid", fgColor="FFCCCC")
    rule = FormulaRule(formula=[text], font=Font(bold=True), fill=fill)
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-fill",
        ),
        "the last cell is left out": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    left, top, right, bottom = range_boundaries(actual)
    letter = get_column_letter(left)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}{sign}{goal})"
    area = f"{letter}{top}:{letter}{max(top, bottom - 1)}"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(area, rule)
    book.save(path)
""",
            "signal-nothing",
        ),
        "the limits light up": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}{sign}{goal})"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(target, rule)
    book.save(path)
""",
            "signal-place",
        ),
        "both sides rounded": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),ROUND({cell},3){sign}ROUND({goal},3))"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-hidden",
        ),
        "both sides without their sign": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),ABS({cell}){sign}ABS({goal}))"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-below",
        ),
        "a tolerance of a tenth of a per cent": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),ABS({cell}-{goal})>0.001,{cell}{sign}{goal})"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-hidden",
        ),
        "a limit of 0 is none": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),N({goal})<>0,ISNUMBER({goal}),{cell}{sign}{goal})"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-odd",
        ),
        "texts that look like numbers count": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER(VALUE({cell})),ISNUMBER(VALUE({goal})),VALUE({cell}){sign}VALUE({goal}))"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-odd",
        ),
        "only columns": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    goal = re.sub(r"([A-Z]+)", r"$\\1", goal)
    sign = "<" if higher_is_better else ">"
    text = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}{sign}{goal})"
    rule = FormulaRule(formula=[text], font=Font(bold=True))
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-hidden",
        ),
        "the limit is not asked": (
            """
def add_signals(path, sheet, actual, target, higher_is_better):
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    rule = FormulaRule(
        formula=[f"AND(ISNUMBER({cell}),{cell}{sign}{goal})"], font=Font(bold=True)
    )
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
""",
            "signal-odd",
        ),
    },
    "chart": {
        "the total is drawn": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart, place)
    book.save(path)
""",
            "chart-total",
        ),
        "the axes stay hidden": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    bottom -= page.cell(bottom, left).value == "Total"
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    book[sheet].add_chart(chart, place)
    book.save(path)
""",
            "chart-axes",
        ),
        "the header among the labels": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    bottom -= page.cell(bottom, left).value == "Total"
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart, place)
    book.save(path)
""",
            "chart-label-head",
        ),
        "the names are drawn": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    bottom -= page.cell(bottom, left).value == "Total"
    chart = LineChart() if kind == "line" else BarChart()
    chart.add_data(Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom))
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart, place)
    book.save(path)
""",
            "chart-names",
        ),
        "a market is left out, too": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    bottom -= 2
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart, place)
    book.save(path)
""",
            "chart-labels",
        ),
        "no titles": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    bottom -= page.cell(bottom, left).value == "Total"
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart, place)
    book.save(path)
""",
            "chart-title",
        ),
        "the last row is always left out": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    bottom -= 1
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart, place)
    book.save(path)
""",
            "chart-hidden-rows",
        ),
        "the total taken off twice": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    if page.cell(bottom, left).value == "Total":
        bottom -= 1
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom - 1)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart, place)
    book.save(path)
""",
            "chart-values",
        ),
        "capitals do not matter for the total": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    summed = str(ws.cell(r2, c1).value).lower() == "total"
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and summed)]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)
""",
            "chart-hidden-rows",
        ),
        "two series at most": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, min(c2, c1 + 2) + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)
""",
            "chart-hidden",
        ),
        "the horizontal axis stays hidden": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)
""",
            "chart-axes",
        ),
        "bars that lie": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    if kind == "column":
        chart.type = "bar"
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)
""",
            "chart-kind",
        ),
        "formulas that stop at today's rows": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)


asked = formula


def formula(kpi, market, month):
    text = asked(kpi, market, month)
    for letter, name in zip("ABCDEFGHI", kpis.columns):
        text = text.replace(f"tblKPI[{name}]", f"Data!${letter}$2:${letter}$500")
    return text
""",
            "page-later",
        ),
        "a trend that stops at today's rows": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)


blocked = write_trend


def write_trend(path, sheet, top, n, columns):
    blocked(path, sheet, top, n, columns)
    book = load_workbook(path)
    for line in book[sheet].iter_rows():
        for cell in line:
            for letter, name in zip("ABCDEFGHI", kpis.columns):
                there = f"Data!${letter}$2:${letter}$500"
                cell.value = str(cell.value or "").replace(f"tblKPI[{name}]", there) or None
    book.save(path)
""",
            "page-later",
        ),
        "figures for Japan in every market": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)


asked = formula


def formula(kpi, market, month):
    return asked(kpi, "\\"BR\\"" if market == "market" else market, month)
""",
            "page-figures",
        ),
        "a trend of all markets": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)


blocked = write_trend


def write_trend(path, sheet, top, n, columns):
    blocked(path, sheet, top, n, columns)
    book = load_workbook(path)
    for line in book[sheet].iter_rows():
        for cell in line:
            cell.value = str(cell.value or "").replace('market="ALL"', "TRUE") or None
    book.save(path)
""",
            "page-trend",
        ),
        "signals for the first row alone": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)


marked = add_signals


def add_signals(path, sheet, actual, target, higher_is_better):
    marked(path, sheet, actual.split(":")[0], target.split(":")[0], higher_is_better)
""",
            "page-signals",
        ),
        "a column chart of three markets": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    if sheet == "Dashboard" and place == "H9":
        rows = rows[:2]
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    wb.save(path)
""",
            "page-charts",
        ),
        "the list is gone": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    from openpyxl.chart import Series

    wb = load_workbook(path)
    name, area = block.rsplit("!", 1)
    ws = wb[name.replace("'", "")]
    c1, r1, c2, r2 = range_boundaries(area)
    rows = [r for r in range(r1 + 1, r2 + 1) if not (r == r2 and ws.cell(r, c1).value == "Total")]
    chart = {"line": LineChart, "column": BarChart}[kind]()
    for column in range(c1 + 1, c2 + 1):
        numbers = Reference(ws, min_col=column, min_row=r1, max_row=rows[-1])
        chart.series.append(Series(numbers, title_from_data=True))
    chart.set_categories(Reference(ws, min_col=c1, min_row=rows[0], max_row=rows[-1]))
    chart.title = title
    chart.y_axis.title = unit
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    wb[sheet].add_chart(chart, place)
    if place == "H9":
        wb[sheet].data_validations.dataValidation.clear()
    wb.save(path)
""",
            "page-list",
        ),
        "a chart without a place": (
            """
def add_chart(path, kind, block, sheet, place, title, unit):
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    if page.cell(bottom, left).value == "Total":
        bottom -= 1
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart)
    book.save(path)
""",
            "chart-place",
        ),
    },
    "lint": {
        "the baseline": ("def lint(path):\n    return baseline(path)\n", "lint-typed-plan"),
        "nothing found": ("def lint(path):\n    return set()\n", "lint-typed"),
        "half is enough": (
            """
def lint(path):
    found = set()
    for page in load_workbook(path):
        if page.sheet_state != "visible":
            found.add(("hidden", page.title, ""))
        for table in page.tables.values():
            for area in page.merged_cells.ranges:
                if not area.isdisjoint(CellRange(table.ref)):
                    found.add(("merged", page.title, str(area)))
        for place, drawn_cells in plotted(page):
            if any(label(cell) == "Total" for cell in drawn_cells):
                found.add(("total", page.title, place))
        for run in runs(page):
            formulas = sum(is_formula(cell.value) for cell in run)
            numbers = [cell.value for cell in run if is_number(cell.value)]
            for cell in run:
                here = (page.title, cell.coordinate)
                if is_formula(cell.value):
                    if "#REF!" in cell.value:
                        found.add(("reference", *here))
                    for edge in edges(cell):
                        full = is_number(edge.value) or is_formula(edge.value)
                        if full and label(edge) != "Total":
                            found.add(("short", *here))
                elif is_number(cell.value):
                    if formulas >= len(run) / 2:
                        found.add(("typed", *here))
                    if "%" in cell.number_format and cell.value > 1 > statistics.median(numbers):
                        found.add(("percent", *here))
                elif len(numbers) > len(run) / 2:
                    try:
                        float(cell.value.replace(",", ""))
                        found.add(("text", *here))
                    except ValueError:
                        pass
    return found
""",
            "lint-half",
        ),
        "any merged cells": (
            """
def lint(path):
    found = set()
    for page in load_workbook(path):
        for area in page.merged_cells.ranges:
            found.add(("merged", page.title, str(area)))
        for run in runs(page):
            formulas = sum(is_formula(cell.value) for cell in run)
            numbers = [cell.value for cell in run if is_number(cell.value)]
            for cell in run:
                here = (page.title, cell.coordinate)
                if is_formula(cell.value):
                    if "#REF!" in cell.value:
                        found.add(("reference", *here))
                    for edge in edges(cell):
                        full = is_number(edge.value) or is_formula(edge.value)
                        if full and label(edge) != "Total":
                            found.add(("short", *here))
                elif is_number(cell.value):
                    if formulas > len(run) / 2:
                        found.add(("typed", *here))
                    if "%" in cell.number_format and cell.value > 1 > statistics.median(numbers):
                        found.add(("percent", *here))
                elif len(numbers) > len(run) / 2:
                    try:
                        float(cell.value.replace(",", ""))
                        found.add(("text", *here))
                    except ValueError:
                        pass
    return found
""",
            "lint-merged-title",
        ),
        "the total's own row counts": (
            """
def lint(path):
    found = set()
    for page in load_workbook(path):
        for run in runs(page):
            formulas = sum(is_formula(cell.value) for cell in run)
            numbers = [cell.value for cell in run if is_number(cell.value)]
            for cell in run:
                here = (page.title, cell.coordinate)
                if is_formula(cell.value):
                    if "#REF!" in cell.value:
                        found.add(("reference", *here))
                    for edge in edges(cell):
                        if is_number(edge.value) or is_formula(edge.value):
                            found.add(("short", *here))
                elif is_number(cell.value):
                    if formulas > len(run) / 2:
                        found.add(("typed", *here))
                    if "%" in cell.number_format and cell.value > 1 > statistics.median(numbers):
                        found.add(("percent", *here))
                elif len(numbers) > len(run) / 2:
                    try:
                        float(cell.value.replace(",", ""))
                        found.add(("text", *here))
                    except ValueError:
                        pass
    return found
""",
            "lint-short-total",
        ),
        "a list of dicts": (
            """
def lint(path):
    return [
        {"code": "hidden", "sheet": page.title}
        for page in load_workbook(path)
        if page.sheet_state != "visible"
    ]
""",
            "lint-form",
        ),
        "any percentage above 1": (
            """
def lint(path):
    found = set()
    for page in load_workbook(path):
        if page.sheet_state != "visible":
            found.add(("hidden", page.title, ""))
        for table in page.tables.values():
            for area in page.merged_cells.ranges:
                if not area.isdisjoint(CellRange(table.ref)):
                    found.add(("merged", page.title, str(area)))
        for place, drawn_cells in plotted(page):
            if any(label(cell) == "Total" for cell in drawn_cells):
                found.add(("total", page.title, place))
        for run in runs(page):
            formulas = sum(is_formula(cell.value) for cell in run)
            numbers = [cell.value for cell in run if is_number(cell.value)]
            for cell in run:
                here = (page.title, cell.coordinate)
                if is_formula(cell.value):
                    if "#REF!" in cell.value:
                        found.add(("reference", *here))
                    for edge in edges(cell):
                        full = is_number(edge.value) or is_formula(edge.value)
                        if full and label(edge) != "Total":
                            found.add(("short", *here))
                elif is_number(cell.value):
                    if formulas > len(run) / 2:
                        found.add(("typed", *here))
                    if "%" in cell.number_format and cell.value > 1:
                        found.add(("percent", *here))
                elif len(numbers) > len(run) / 2:
                    try:
                        float(cell.value.replace(",", ""))
                        found.add(("text", *here))
                    except ValueError:
                        pass
    return found
""",
            "lint-alarms",
        ),
        "charts are not opened": (
            """
def lint(path):
    found = set()
    for page in load_workbook(path):
        if page.sheet_state != "visible":
            found.add(("hidden", page.title, ""))
        for table in page.tables.values():
            for area in page.merged_cells.ranges:
                if not area.isdisjoint(CellRange(table.ref)):
                    found.add(("merged", page.title, str(area)))
        for run in runs(page):
            formulas = sum(is_formula(cell.value) for cell in run)
            numbers = [cell.value for cell in run if is_number(cell.value)]
            for cell in run:
                here = (page.title, cell.coordinate)
                if is_formula(cell.value):
                    if "#REF!" in cell.value:
                        found.add(("reference", *here))
                    for edge in edges(cell):
                        full = is_number(edge.value) or is_formula(edge.value)
                        if full and label(edge) != "Total":
                            found.add(("short", *here))
                elif is_number(cell.value):
                    if formulas > len(run) / 2:
                        found.add(("typed", *here))
                    if "%" in cell.number_format and cell.value > 1 > statistics.median(numbers):
                        found.add(("percent", *here))
                elif len(numbers) > len(run) / 2:
                    try:
                        float(cell.value.replace(",", ""))
                        found.add(("text", *here))
                    except ValueError:
                        pass
    return found
""",
            "lint-total",
        ),
        "a formula has one fault at most": (
            """
def lint(path):
    book = load_workbook(path)
    found = []
    pages = book.worksheets
    found += [("hidden", p.title, "") for p in pages if p.sheet_state in ("hidden", "veryHidden")]
    for page in pages:
        name = page.title
        for area in page.merged_cells.ranges:
            left, top, right, bottom = area.bounds
            for table in page.tables.values():
                a, b, c, d = range_boundaries(table.ref)
                if left <= c and right >= a and top <= d and bottom >= b:
                    found.append(("merged", name, area.coord))
        for place, cells in plotted(page):
            if "Total" in [label(cell) for cell in cells]:
                found.append(("total", name, place))
        for run in runs(page):
            contents = [cell.value for cell in run]
            share = sum(map(is_formula, contents)) / len(run)
            values = [value for value in contents if is_number(value)]
            for cell in run:
                here = (name, cell.coordinate)
                if is_formula(cell.value) and "#REF!" in cell.value:
                    found.append(("reference", *here))
                if is_number(cell.value) and share > 0.5:
                    found.append(("typed", *here))
                if isinstance(cell.value, str) and len(values) / len(run) > 0.5:
                    try:
                        float(cell.value.replace(",", ""))
                        found.append(("text", *here))
                    except ValueError:
                        pass
                if is_number(cell.value) and "%" in cell.number_format:
                    if cell.value > 1 and np.median(values) < 1:
                        found.append(("percent", *here))
                if is_formula(cell.value) and "#REF!" not in cell.value:
                    for edge in edges(cell):
                        full = is_formula(edge.value) or is_number(edge.value)
                        if full and label(edge) != "Total":
                            found.append(("short", *here))
    return set(found)
""",
            "lint-two-faults",
        ),
    },
}

EQUIVALENT = {
    "table": {
        "for row in range(1, page.max_row + 1):": "a number format shows nothing on a text",
    },
    "signal": {
        "rule = FormulaRule(formula=[condition], font=bold)": "a fill is allowed, not asked for",
    },
}

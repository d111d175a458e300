"""Figures that others published. The cards of the tables say where each was read.

No figure here is invented; the claims of the assistant (`CLAIMS`) are, and say so.
"""

from __future__ import annotations

NETSUN = (
    # year, trillion yuan, last digit given, growth as printed in percent
    (2019, 10.5, 0.1, 16.66),
    (2020, 12.5, 0.1, 19.04),
    (2021, 14.2, 0.1, 13.6),
    (2022, 15.7, 0.1, 10.56),
    (2023, 16.85, 0.01, 7.32),
)
"""Size of China's cross-border e-commerce market by NetSun, as quoted by Wen and Wu."""

CUSTOMS = (
    # period, span, series, billion yuan, last digit given, growth as printed, vintage,
    # day of the page on which it was read, confidence
    ("2018", "year", "total", 1060.0, 10.0, None, "revised", "2024-08-02", "B"),
    ("2020", "year", "total", 1690.0, 10.0, 31.1, "preliminary", "2022-01-26", "A"),
    ("2021", "year", "total", 1980.0, 10.0, 15.0, "preliminary", "2022-03-09", "B"),
    ("2022", "year", "total", 2110.0, 10.0, 9.8, "preliminary", "2023-01-20", "A"),
    ("2022", "year", "exports", 1550.0, 10.0, 11.7, "preliminary", "2023-01-20", "A"),
    ("2022", "year", "imports", 560.0, 10.0, 4.9, "preliminary", "2023-01-20", "A"),
    ("2022", "year", "total", 2100.0, 100.0, 7.1, "revised", "2023-06-26", "B"),
    ("2022", "year", "exports", 1530.0, 10.0, 10.1, "revised", "2023-06-26", "B"),
    ("2022", "year", "imports", 527.8, 0.1, -0.8, "revised", "2023-06-26", "B"),
    ("2023H1", "half", "total", 1100.0, 100.0, 16.0, "preliminary", "2023-07-13", "C"),
    ("2023H1", "half", "exports", 821.0, 1.0, 19.9, "preliminary", "2023-07-13", "C"),
    ("2023H1", "half", "imports", 276.0, 1.0, 5.7, "preliminary", "2023-07-13", "C"),
    ("2023", "year", "total", 2380.0, 10.0, 15.6, "preliminary", "2024-01-13", "B"),
    ("2023", "year", "total", 2380.0, 10.0, None, "revised", "2024-08-02", "B"),
    ("2024Q1", "quarter", "total", 577.6, 0.1, 9.6, "preliminary", "2024-04-28", "A"),
    ("2024Q1", "quarter", "exports", 448.0, 0.1, None, "preliminary", "2024-04-28", "A"),
    ("2024Q1", "quarter", "imports", 129.6, 0.1, None, "preliminary", "2024-04-28", "A"),
    ("2024H1", "half", "total", 1220.0, 10.0, 10.5, "preliminary", "2024-07-30", "B"),
    ("2024H1", "half", "total", 1250.0, 10.0, 13.0, "revised", "2024-11-27", "A"),
    ("2024H1", "half", "exports", 979.9, 0.1, 18.7, "revised", "2024-11-27", "A"),
    ("2024H1", "half", "imports", 266.4, 0.1, -3.9, "revised", "2024-11-27", "A"),
    ("2024", "year", "total", 2630.0, 10.0, 10.8, "preliminary", "2025-01-13", "U"),
)
"""Cross-border e-commerce by China's General Administration of Customs."""

PINS = (
    # day, US dollars for one euro, yuan for one euro
    ("2019-12-31", 1.1234, 7.8205),
    ("2020-01-31", 1.1052, 7.6664),
    ("2020-02-20", 1.0790, 7.5787),
    ("2020-03-09", 1.1456, 7.9600),
    ("2020-12-11", 1.2127, 7.9386),
    ("2020-12-31", 1.2271, 8.0225),
    ("2021-01-29", 1.2136, 7.8047),
    ("2021-02-22", 1.2133, 7.8447),
    ("2021-08-31", 1.1834, 7.6465),
    ("2021-09-30", 1.1579, 7.4847),
    ("2021-10-22", 1.1630, 7.4337),
    ("2021-11-30", 1.1363, 7.2395),
    ("2021-12-31", 1.1326, 7.1947),
    ("2022-01-26", 1.1277, 7.1293),
    ("2022-11-03", 0.9753, 7.1367),
    ("2022-11-30", 1.0376, 7.3437),
    ("2022-12-30", 1.0666, 7.3582),
    ("2023-01-18", 1.0839, 7.3193),
    ("2023-12-28", 1.1114, 7.8941),
    ("2023-12-29", 1.1050, 7.8509),
)
"""Euro foreign exchange reference rates of the European Central Bank on twenty days."""

YEAR_MEANS = (
    # year, US dollars for one euro, yuan for one euro
    (2020, 1.1422, 7.8747),
    (2021, 1.1827, 7.6282),
    (2022, 1.0530, 7.0788),
    (2023, 1.0813, 7.6600),
)
"""Means of the same rates over the working days of a year."""

CLAIMS = (
    # id, sentence, first year, last year, percent a year, what the assistant said when asked
    ("C01", "In 2020 the market grew by 19.04 %.", 2019, 2020, 19.04, "correct"),
    ("C02", "It grew by 12.6 % a year from 2019 to 2023.", 2019, 2023, 12.6, "correct"),
    ("C03", "Four years at 15.1 % each took it to 16.85 trillion.", 2019, 2023, 15.1, "correct"),
    ("C04", "From 2020 to 2022 growth averaged 12.1 %.", 2020, 2022, 12.1, "correct"),
    ("C05", "2019 to 2022 brought 16.5 % a year.", 2019, 2022, 16.5, "correct"),
    ("C06", "Since 2020 the yearly rate has been 7.8 %.", 2020, 2023, 7.8, "correct"),
    ("C07", "Growth cooled to 7.32 % in 2023.", 2022, 2023, 7.32, "correct"),
    ("C08", "In 2022 it was still 10.6 %.", 2021, 2022, 10.6, "correct"),
    ("C09", "The last two years averaged 8.9 %.", 2021, 2023, 8.9, "correct"),
    ("C10", "The boom of 2019 to 2021 ran at 35.2 % a year.", 2019, 2021, 35.2, "doubtful"),
    ("C11", "It will grow by 11 % a year until 2028.", 2023, 2028, 11.0, "doubtful"),
    ("C12", "2021 added 14.0 %.", 2020, 2021, 14.0, "doubtful"),
    ("C13", "Before that, from 2015 to 2019, it was 14.8 %.", 2015, 2019, 14.8, "correct"),
    ("C14", "The exact average since 2019 is 12.55 %.", 2019, 2023, 12.55, "correct"),
    ("C15", "Growth in 2021 was 12.5 %.", 2020, 2021, 12.5, "correct"),
    ("C16", "2019 was a strong year: plus 16.66 %.", 2018, 2019, 16.66, "correct"),
    ("C17", "From 2021 to 2023 it made 9.33 % a year.", 2021, 2023, 9.33, "correct"),
    ("C18", "To 2024 the rate fell to 6.1 %.", 2022, 2024, 6.1, "correct"),
)
"""A draft in the manner of a chat assistant, written for the lab. The faults are planted."""

using System.Globalization;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>Numbers and missing values as a mapping describes them.</summary>
internal sealed class CsvNumbers
{
    private readonly HashSet<string> _nullTexts;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _nulls;
    private readonly HashSet<double> _nullNumbers = [];

    public CsvNumbers(CsvMapping mapping)
    {
        Format = new NumberFormatInfo { NumberDecimalSeparator = mapping.DecimalSeparator };
        _nullTexts = new HashSet<string>(mapping.Nulls.Select(n => n.Trim()), StringComparer.OrdinalIgnoreCase);
        _nulls = _nullTexts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in mapping.Nulls)
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                _nullNumbers.Add(number);
    }

    /// <summary>Decimal separator.</summary>
    public NumberFormatInfo Format { get; }

    /// <summary>True for a number that does not mean "missing".</summary>
    public bool TryParse(ReadOnlySpan<char> field, out double value) =>
        double.TryParse(field, NumberStyles.Float, Format, out value) && double.IsFinite(value) && !_nullNumbers.Contains(value)
        && !_nulls.Contains(field.Trim());

    /// <summary>True if the field is empty or means "missing".</summary>
    public bool IsMissing(ReadOnlySpan<char> field) => MissingValue.Is(field) || _nulls.Contains(field.Trim())
        || double.TryParse(field, NumberStyles.Float, Format, out _);

    /// <summary>True for digits with points, commas, blanks or apostrophes between them, such as 5,25 or 1.234,5.</summary>
    public static bool LooksLikeNumber(string field)
    {
        var text = field.Trim().TrimStart('+', '-');
        return text.Length > 0 && text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or ' ' or '\'' or
            '\u00A0' or '\u202F' or 'e' or 'E' or '-' or '+');
    }
}

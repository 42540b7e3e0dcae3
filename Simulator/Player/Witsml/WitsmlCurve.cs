using System.Globalization;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>What tells the columns of a log apart: columns that differ in any of it are never taken for each other.</summary>
/// <param name="Mnemonic">Mnemonic.</param>
/// <param name="Occurrence">1, or 2 for the second column of the header that would have the same channel name, …</param>
/// <param name="Unit">Unit as written.</param>
/// <param name="NullValue">Value that means "missing", or null.</param>
internal readonly record struct WitsmlColumn(string Mnemonic, int Occurrence, string Unit, double? NullValue);

/// <summary>One column of one chunk, with statistics of its values from the first pass.</summary>
internal sealed class WitsmlCurve(WitsmlColumn column, string type)
{
    private double _last = double.NaN;

    /// <summary>Identity.</summary>
    public WitsmlColumn Column { get; } = column;

    /// <summary>WITSML's typeLogData: double, long, string, date time …</summary>
    public string Type { get; } = type;

    /// <summary>Count of numbers other than the null value.</summary>
    public long Numbers { get; private set; }

    /// <summary>Of these, the count of non-zero ones.</summary>
    public long NonZero { get; private set; }

    /// <summary>Largest decrease between consecutive numbers.</summary>
    public double MaxDecrease { get; private set; }

    /// <summary>Count of values that are neither numbers nor a usual sign of a missing value.</summary>
    public long Texts { get; private set; }

    /// <summary>The first of them; "" if there is none.</summary>
    public string FirstText { get; private set; } = "";

    /// <summary>Updates the statistics with one value, as text.</summary>
    public void Note(ReadOnlySpan<char> text)
    {
        if (!TryParse(text, Column.NullValue, out var value))
        {
            if (IsNumber(text, out _) || MissingValue.Is(text)) return;
            if (Texts++ == 0) FirstText = text.Length > 20 ? $"{text[..20]}…" : text.ToString();
            return;
        }
        Numbers++;
        if (value != 0) NonZero++;
        if (_last - value > MaxDecrease) MaxDecrease = _last - value;
        _last = value;
    }

    /// <summary>Parses a field; false if it is empty, text or the null value.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, double? nullValue, out double value) =>
        IsNumber(text, out value) && double.IsFinite(value) && value != nullValue;

    private static bool IsNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}

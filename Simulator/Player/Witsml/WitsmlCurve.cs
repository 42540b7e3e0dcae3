namespace Maintenance.Simulator.Player.Witsml;

/// <summary>One column of one chunk, with statistics of its values from the first pass.</summary>
internal sealed class WitsmlCurve(string mnemonic, string unit, double? nullValue, string type)
{
    public string Mnemonic { get; } = mnemonic;

    public string Unit { get; } = unit;

    /// <summary>Value that means "missing", or null.</summary>
    public double? NullValue { get; } = nullValue;

    /// <summary>WITSML's typeLogData: double, long, string, date time …</summary>
    public string Type { get; } = type;

    /// <summary>Count of numbers other than the null value.</summary>
    public long Numbers { get; private set; }

    /// <summary>Of these, the count of non-zero ones.</summary>
    public long NonZero { get; private set; }

    /// <summary>Largest decrease between consecutive numbers.</summary>
    public double MaxDecrease { get; private set; }

    private double _last = double.NaN;

    /// <summary>Updates the statistics with one value, as text.</summary>
    public void Note(ReadOnlySpan<char> text)
    {
        if (!TryParse(text, out var value)) return;
        Numbers++;
        if (value != 0) NonZero++;
        if (_last - value > MaxDecrease) MaxDecrease = _last - value;
        _last = value;
    }

    /// <summary>Parses a field; false if it is empty, text or the null value.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value) && value != NullValue;
}

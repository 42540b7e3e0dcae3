namespace Maintenance.Api.Wording;

/// <summary>How a stored value is shown: <c>value × Scale + Offset</c> in <see cref="Symbol"/>, to <see cref="Decimals"/> places.</summary>
public sealed record DisplayUnit(string Symbol, double Scale, double Offset, int Decimals)
{
    public double Convert(double value) => value * Scale + Offset;

    public string Format(double value)
    {
        var shown = Convert(value);
        return double.IsFinite(shown) ? shown.ToString("N" + Decimals) : "–";
    }

    public string FormatWithUnit(double value) => Symbol.Length == 0 ? Format(value) : $"{Format(value)} {Symbol}";
}

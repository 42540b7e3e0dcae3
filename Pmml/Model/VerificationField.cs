using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>VerificationField: an input or an expected result, its column, and its tolerance.</summary>
internal sealed record VerificationField(string Field, string Column, double Precision, double ZeroThreshold, PmmlElement Element)
{
    public static VerificationField Read(PmmlElement element)
    {
        element.AllowOnly();
        var field = element.Required("field");
        return new VerificationField(
            field, element.Optional("column") ?? field, element.Number("precision", 1e-6), element.Number("zeroThreshold", 1e-16), element);
    }

    /// <summary>PMML's acceptance rule: near zero both must be within the threshold; elsewhere the relative precision applies.</summary>
    public bool Accepts(double expected, double actual) =>
        Math.Abs(expected) <= ZeroThreshold
            ? Math.Abs(actual) <= ZeroThreshold
            : Math.Abs(actual - expected) <= Precision * Math.Abs(expected);
}

using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.RegressionModel;

/// <summary>NumericPredictor: coefficient × fieldᵉˣᵖᵒⁿᵉⁿᵗ.</summary>
internal sealed record NumericPredictor(string Field, double Coefficient, double Exponent, PmmlElement Element)
{
    public static NumericPredictor Read(PmmlElement element)
    {
        element.AllowOnly();
        return new NumericPredictor(element.Required("name"), element.Number("coefficient"), element.Number("exponent", 1), element);
    }
}

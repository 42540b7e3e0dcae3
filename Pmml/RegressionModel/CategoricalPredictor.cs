using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.RegressionModel;

/// <summary>CategoricalPredictor: coefficient where the field has the value.</summary>
internal sealed record CategoricalPredictor(string Field, string Value, double Coefficient, PmmlElement Element)
{
    public static CategoricalPredictor Read(PmmlElement element)
    {
        element.AllowOnly();
        return new CategoricalPredictor(element.Required("name"), element.Required("value"), element.Number("coefficient"), element);
    }
}

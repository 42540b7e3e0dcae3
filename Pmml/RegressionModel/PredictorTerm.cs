using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.RegressionModel;

/// <summary>PredictorTerm: coefficient × product of fields.</summary>
internal sealed record PredictorTerm(double Coefficient, IReadOnlyList<string> Fields, PmmlElement Element)
{
    public static PredictorTerm Read(PmmlElement element)
    {
        element.AllowOnly("FieldRef");
        return new PredictorTerm(
            element.Number("coefficient"), [.. element.ChildrenNamed("FieldRef").Select(f => f.AllowOnly().Required("field"))], element);
    }
}

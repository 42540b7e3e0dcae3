namespace Maintenance.Pmml.Model;

/// <summary>PMML's <c>castInteger</c>.</summary>
internal enum TargetRounding
{
    None,
    Round,
    Ceiling,
    Floor,
}

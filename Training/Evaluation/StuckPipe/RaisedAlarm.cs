using System.Globalization;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>One alarm.</summary>
/// <param name="When">Minute, of a case or of the day.</param>
/// <param name="Mode">Failure mode.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Reasons">What it rests on.</param>
public sealed record RaisedAlarm(string When, string Mode, double Probability, string Reasons)
{
    internal static RaisedAlarm Of(string when, string mode, ModeFinding finding) => new(when, mode, finding.Probability, string.Join("; ",
        (finding.Reasons ?? []).Select(r => string.Create(CultureInfo.InvariantCulture,
            $"{r.Cause} {r.Value:G4} {r.Unit} (usual {(r.UsualHigh is { } high ? $"up to {high:G4}" : $"from {r.UsualLow:G4}")})"))));
}

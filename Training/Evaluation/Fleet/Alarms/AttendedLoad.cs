using Maintenance.Core.Alarms.Performance;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>The alarm load with operators at work.</summary>
/// <param name="Operators">How many share it.</param>
/// <param name="Figures">Figures, as the page of the alarm system's performance gives them.</param>
/// <param name="Actions">Actions in the chain of the audit.</param>
/// <param name="Refused">Actions that were refused, as the alarm had changed since the operator looked.</param>
/// <param name="AuditProblem">What <c>verify --audit</c> says of the chain; null when it is whole.</param>
public sealed record AttendedLoad(
    int Operators, IReadOnlyList<AlarmFigure> Figures, long Actions, int Refused, string? AuditProblem);

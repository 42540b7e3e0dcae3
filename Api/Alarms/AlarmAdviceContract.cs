namespace Maintenance.Api.Alarms;

/// <summary>What would have removed how many: <c>remedy</c> is <c>on_delay</c> or <c>off_delay</c> (s) or <c>deadband</c> (unit).</summary>
internal sealed record AlarmAdviceContract(string Remedy, double Amount, int Removed);

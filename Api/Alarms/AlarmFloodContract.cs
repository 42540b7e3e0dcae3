namespace Maintenance.Api.Alarms;

/// <summary>A flood; <c>peak</c> is the most in ten minutes, per operator.</summary>
internal sealed record AlarmFloodContract(DateTime From, DateTime To, int Alarms, double Peak);

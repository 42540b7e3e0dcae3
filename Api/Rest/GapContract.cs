namespace Maintenance.Api.Rest;

/// <summary>A stretch of event time without readings.</summary>
internal sealed record GapContract(string Asset, DateTime From, DateTime To, double Seconds);

namespace Maintenance.Api.Rest;

/// <summary>A gap in event time without readings.</summary>
internal sealed record GapContract(string Asset, DateTime From, DateTime To, double Seconds);

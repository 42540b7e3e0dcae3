namespace Maintenance.Api.Rest;

/// <summary>Newest value of a channel, in its stored (SI) unit, with its own time.</summary>
internal sealed record ChannelValueContract(string Name, string Mnemonic, string Unit, string Location, double Value, DateTime EventTime);

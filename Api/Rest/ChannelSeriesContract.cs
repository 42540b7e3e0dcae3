using System.Text.Json.Serialization;

namespace Maintenance.Api.Rest;

/// <summary>One channel, in its stored (SI) unit; null in buckets without a value.</summary>
internal sealed record ChannelSeriesContract(
    string Name,
    string? Mnemonic,
    string? Unit,
    string? Location,
    [property: JsonConverter(typeof(SeriesConverter))] float[] Min,
    [property: JsonConverter(typeof(SeriesConverter))] float[] Max,
    [property: JsonConverter(typeof(SeriesConverter))] float[] Mean);

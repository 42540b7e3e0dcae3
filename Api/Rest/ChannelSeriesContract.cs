using System.Text.Json.Serialization;

namespace Maintenance.Api.Rest;

/// <summary>One channel; null in a bucket without a value. Unit is the stored (SI) one.</summary>
internal sealed record ChannelSeriesContract(
    string Name,
    string? Mnemonic,
    string? Unit,
    string? Location,
    [property: JsonConverter(typeof(SeriesConverter))] float[] Min,
    [property: JsonConverter(typeof(SeriesConverter))] float[] Max,
    [property: JsonConverter(typeof(SeriesConverter))] float[] Mean);

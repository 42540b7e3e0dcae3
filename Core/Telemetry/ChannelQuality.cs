namespace Maintenance.Core.Telemetry;

/// <summary>Quality of one channel within one record; several flags may hold at once. Stored as one byte.</summary>
[Flags]
public enum ChannelQuality : byte
{
    /// <summary>Every value is present and inside the channel's range.</summary>
    Good = 0,

    /// <summary>At least one value is missing (NaN).</summary>
    SomeMissing = 1,

    /// <summary>At least one value lay outside the channel's physical range; Ingest replaced it with NaN.</summary>
    OutOfRange = 2,

    /// <summary>At least one value was infinite; Ingest replaced it with NaN.</summary>
    NotFinite = 4,

    /// <summary>The sender itself marked the channel uncertain.</summary>
    Uncertain = 8,

    /// <summary>
    /// Not a channel of its own: what is to be added to the custom channel of the same name before it, whose values exceed 32-bit floats.
    /// </summary>
    Remainder = 16,
}

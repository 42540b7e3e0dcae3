using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Streams;

/// <summary>Counts what happened to one stream's readings; a row of <c>stream_account</c>, committed with the readings it counts.</summary>
internal sealed class StreamAccount(string asset, long epoch, bool sequenced)
{
    public string Asset { get; } = asset;

    public long Epoch { get; } = epoch;

    public bool Sequenced { get; } = sequenced;

    /// <summary>Highest sequence seen + 1 (sequenced streams).</summary>
    public long HighestPlusOne { get; set; }

    public long Stored { get; set; }

    public long Duplicates { get; set; }

    public long Late { get; set; }

    public long FirstEventTime { get; set; } = long.MaxValue;

    public long LastEventTime { get; set; } = long.MinValue;

    public long LastReceived { get; set; } = long.MinValue;

    public SequenceRanges Ranges { get; set; } = new();

    /// <summary>True while the changes are not yet in a row of the current batch.</summary>
    public bool Touched { get; set; }

    public void Saw(long firstEventTime, long lastEventTime, long received)
    {
        FirstEventTime = Math.Min(FirstEventTime, firstEventTime);
        LastEventTime = Math.Max(LastEventTime, lastEventTime);
        LastReceived = Math.Max(LastReceived, received);
    }

    /// <summary>The row of <c>stream_account</c>.</summary>
    public StreamAccountRow Row => new()
    {
        Asset = Asset,
        Epoch = Epoch,
        Sequenced = Sequenced,
        Sent = Sequenced ? HighestPlusOne : Stored + Duplicates,
        Stored = Stored,
        Duplicates = Duplicates,
        Late = Late,
        FirstEventTimeUnixMicros = FirstEventTime,
        LastEventTimeUnixMicros = LastEventTime,
        LastReceivedUnixMicros = LastReceived,
        Ranges = Sequenced ? Ranges.ToJson() : "[]",
    };

    /// <summary>Restores the account from a row.</summary>
    public void Load(in StreamAccountRow row)
    {
        HighestPlusOne = row.Sent;
        (Stored, Duplicates, Late) = (row.Stored, row.Duplicates, row.Late);
        (FirstEventTime, LastEventTime, LastReceived) =
            (row.FirstEventTimeUnixMicros, row.LastEventTimeUnixMicros, row.LastReceivedUnixMicros);
        Ranges = SequenceRanges.FromJson(row.Ranges);
    }
}

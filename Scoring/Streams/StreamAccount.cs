using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Streams;

/// <summary>What became of one stream's readings; a row of <c>stream_account</c>, committed with the readings it counts.</summary>
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

    /// <summary>True while the row of the running batch does not show it yet.</summary>
    public bool Touched { get; set; }

    public void Saw(long firstEventTime, long lastEventTime, long received)
    {
        FirstEventTime = Math.Min(FirstEventTime, firstEventTime);
        LastEventTime = Math.Max(LastEventTime, lastEventTime);
        LastReceived = Math.Max(LastReceived, received);
    }

    public void WriteTo(TableBatch batch)
    {
        batch.Column<string?>(0).Add(Asset);
        batch.Column<long>(1).Add(Epoch);
        batch.Column<byte>(2).Add(Sequenced ? (byte)1 : (byte)0);
        batch.Column<long>(3).Add(Sequenced ? HighestPlusOne : Stored + Duplicates);
        batch.Column<long>(4).Add(Stored);
        batch.Column<long>(5).Add(Duplicates);
        batch.Column<long>(6).Add(Late);
        batch.Column<long>(7).Add(FirstEventTime);
        batch.Column<long>(8).Add(LastEventTime);
        batch.Column<long>(9).Add(LastReceived);
        batch.Column<string?>(10).Add(Sequenced ? Ranges.ToJson() : "[]");
    }
}

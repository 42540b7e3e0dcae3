namespace Maintenance.Simulator.Load.Planted;

/// <summary>Breaks: a record's bytes are read and written by its codec alone.</summary>
internal sealed class LoadKnowsBytes
{
    public int Known { get; } = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian("MTR1"u8);
}

namespace Maintenance.Contracts.Tests.Log;

/// <summary>A record as a reader delivered it.</summary>
public sealed record LogRecord(long Offset, long TimestampUnixMicros, string Key, byte[] Value)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Value);
}

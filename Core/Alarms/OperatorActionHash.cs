using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>The hash that chains operator actions: SHA-256 over canonical bytes (<c>docs/formats/operator-actions.md</c>).</summary>
public static class OperatorActionHash
{
    /// <summary><see cref="OperatorActionRow.PreviousHash"/> of the first action.</summary>
    public static string First { get; } = new('0', 64);

    private static ReadOnlySpan<byte> Version => "operator_action.v1"u8;

    /// <summary>Hash of a row, from all its columns but the hash itself; lower-case hexadecimal.</summary>
    public static string Of(in OperatorActionRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Version);
        Add(hash, row.PreviousHash);
        Add(hash, row.Sequence);
        Add(hash, row.EventTimeUnixMicros);
        Add(hash, row.Actor);
        Add(hash, row.Action);
        Add(hash, row.Asset);
        Add(hash, row.Rule);
        Add(hash, row.OccurrenceUnixMicros);
        Add(hash, row.Priority);
        Add(hash, row.UntilUnixMicros);
        Add(hash, row.Text);
        Add(hash, row.Detail);
        Add(hash, row.RequestKey);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, long number) =>
        Add(hash, number == UnixMicros.None ? null : number.ToString(CultureInfo.InvariantCulture));

    private static void Add(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? -1);
        hash.AppendData(length);
        if (bytes is not null) hash.AppendData(bytes);
    }
}

using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Maintenance.Pmml;
using Maintenance.Pmml.Native;
using Maintenance.Pmml.Tests;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>XGBoost's UBJSON.</summary>
internal sealed class UbjsonTarget : ModelTarget
{
    public override string Name => "model-xgboost-ubjson";

    public override IReadOnlyList<Type> Reads => [typeof(NativeModels), typeof(Ubjson)];

    public override IReadOnlyList<byte[]> Seeds { get; } = [Binary(FuzzDocuments.Xgboost)];

    public override IReadOnlyList<string> Words { get; } =
        ["{", "}", "[", "]", "[$d#L", "[$l#i", "[$U#i", "#L\0\0\0\0", "$", "SL", "dart", "binary:logistic", "H", "C", "T", "N", "Z"];

    protected override PmmlModel Load(byte[] input) => NativeModels.Load(input);

    /// <summary>JSON as UBJSON, with counted arrays as XGBoost writes them.</summary>
    private static byte[] Binary(string json)
    {
        using var to = new MemoryStream();
        using var document = JsonDocument.Parse(json);
        Write(to, document.RootElement);
        return to.ToArray();
    }

    private static void Write(MemoryStream to, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.WriteByte((byte)'{');
                foreach (var property in value.EnumerateObject())
                {
                    Text(to, property.Name);
                    Write(to, property.Value);
                }
                to.WriteByte((byte)'}');
                break;
            case JsonValueKind.Array:
                to.Write("[#"u8);
                Length(to, value.GetArrayLength());
                foreach (var item in value.EnumerateArray()) Write(to, item);
                break;
            case JsonValueKind.String:
                to.WriteByte((byte)'S');
                Text(to, value.GetString()!);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var whole):
                Length(to, whole);
                break;
            case JsonValueKind.Number:
                to.WriteByte((byte)'d');
                Span<byte> real = stackalloc byte[4];
                BinaryPrimitives.WriteSingleBigEndian(real, value.GetSingle());
                to.Write(real);
                break;
            default:
                to.WriteByte((byte)(value.ValueKind == JsonValueKind.True ? 'T' : value.ValueKind == JsonValueKind.False ? 'F' : 'Z'));
                break;
        }
    }

    private static void Text(MemoryStream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Length(to, bytes.Length);
        to.Write(bytes);
    }

    private static void Length(MemoryStream to, long value)
    {
        to.WriteByte((byte)'L');
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        to.Write(bytes);
    }
}

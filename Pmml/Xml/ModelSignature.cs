using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Maintenance.Pmml.Xml;

/// <summary>
/// Names what a file that holds no supported model is, by its first bytes, and says what to do with it.
/// </summary>
internal static class ModelSignature
{
    private const string Supported = "Supported are PMML, XGBoost's JSON and UBJSON, and LightGBM's text.";
    private const string SaveAgain = "Save the model itself: booster.save_model(\"model.json\") with XGBoost, "
        + "booster.save_model(\"model.txt\") with LightGBM, sklearn2pmml for a scikit-learn pipeline.";

    private static readonly (byte[] Beginning, string Found, string Advice)[] Known =
    [
        ([0x1F, 0x8B], "gzip", "Decompress it first: gunzip."),
        ("PK\x3\x4"u8.ToArray(), "a zip archive", "Unpack it and give the model inside; a zip of ML.NET is read by maintenance score and "
            + "models import."),
        ("BZh"u8.ToArray(), "bzip2", "Decompress it first: bunzip2."),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz", "Decompress it first: unxz."),
        ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard", "Decompress it first: unzstd."),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", "Unpack it and give the model inside."),
        ([0x89, 0x48, 0x44, 0x46], "HDF5, as Keras and PyTables write it", "A Keras network can be exported to PMML, for example with "
            + "nyoka."),
        ("CBM1"u8.ToArray(), "CatBoost's own format", "Save it as PMML: model.save_model(\"model.pmml\", format=\"pmml\")."),
        ("binf"u8.ToArray(), "XGBoost's old binary format", OldXgboost),
        ("bs64"u8.ToArray(), "XGBoost's old binary format", OldXgboost),
        ("booster["u8.ToArray(), "XGBoost's text dump, for reading", "Save the model itself: booster.save_model(\"model.json\")."),
        ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array", SaveAgain),
        ("PAR1"u8.ToArray(), "a Parquet table", "It holds data, not a model."),
        ("ARROW1"u8.ToArray(), "an Arrow table", "It holds data, not a model."),
        ("RDX"u8.ToArray(), "R's saved workspace", "In R, save the model itself: xgb.save(model, \"model.json\"), lgb.save, or the package "
            + "pmml."),
        ("RDA"u8.ToArray(), "R's saved workspace", "In R, save the model itself: xgb.save(model, \"model.json\"), lgb.save, or the package "
            + "pmml."),
        ("%PDF"u8.ToArray(), "a PDF document", Supported),
        ("~V"u8.ToArray(), "a LAS well log", "It holds data, not a model: give it to maintenance replay."),
        ("version https://git-lfs"u8.ToArray(), "a Git LFS pointer, not the file itself", "Fetch the file: git lfs pull."),
    ];

    private const string OldXgboost = "Load it in an XGBoost before 3.1 and save it again: booster.save_model(\"model.json\").";

    /// <summary>What the file is and what to do; null if it may be XML.</summary>
    public static string? Of(ReadOnlySpan<byte> file)
    {
        if (file.Length == 0) return "the file is empty.";
        foreach (var (beginning, found, advice) in Known)
            if (file.StartsWith(beginning)) return Sentence(found, advice);
        if (file[0] == 0x80 && file.Length > 1 && file[1] is >= 2 and <= 5)
            return Sentence("a Python pickle, which could run any program when read", SaveAgain);
        if (IsOnnx(file)) return Sentence("ONNX", "Export the model it was made from as PMML, or as XGBoost's or LightGBM's own file.");
        if (IsOldXgboost(file)) return Sentence("XGBoost's old binary format", OldXgboost);
        var text = file.TrimStart("\uFEFF \r\n\t"u8);
        if (text.StartsWith("<"u8)) return IsHtml(text)
            ? Sentence("an HTML page", "A download that needs a sign-in or a raw link often gives one: download the model again.") : null;
        // XML in UTF-16 has a byte order mark, or a zero beside its first character.
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || (text.Length > 1 && text[0] == 0)) return null;
        return OfText(text);
    }

    /// <summary>What a JSON document that is no model of XGBoost's is, and what to do.</summary>
    public static string OfJson(JsonElement root)
    {
        bool Has(string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out _);
        return Has("tree_info") && Has("feature_names")
            ? Sentence("LightGBM's JSON dump, for reading", "Save the model itself: booster.save_model(\"model.txt\").")
            : Has("oblivious_trees") || Has("model_info")
            ? Sentence("CatBoost's JSON", "Save it as PMML: model.save_model(\"model.pmml\", format=\"pmml\").")
            : Sentence("JSON that is no model of XGBoost's: it has no 'learner'", Supported);
    }

    private static string OfText(ReadOnlySpan<byte> text)
    {
        var start = text[..Math.Min(text.Length, 4096)];
        if (start.StartsWith("tree\n"u8) || start.StartsWith("tree\r\n"u8) || (start.StartsWith("{"u8) && start.IndexOf("learner"u8) >= 0))
            return Sentence(start[0] == '{' ? "a model of XGBoost's" : "a model of LightGBM's", "maintenance score reads it; to serve it, "
                + "export it as PMML.");
        if (start.StartsWith("["u8) || start.StartsWith("{"u8)) return start.IndexOf("\"nodeid\""u8) >= 0
            ? Sentence("XGBoost's JSON dump, for reading", "Save the model itself: booster.save_model(\"model.json\").")
            : Sentence("JSON that is no model of XGBoost's", Supported);
        foreach (var value in start)
            if (value is < 9 or (> 13 and < 32) and not 27)
                return Sentence($"binary data that begins with the bytes {Convert.ToHexStringLower(text[..Math.Min(text.Length, 8)])}",
                    Supported);
        var line = Encoding.UTF8.GetString(start).Split('\n')[0].Trim();
        var begins = $"that begins with '{PmmlElement.Shorten(line)}'";
        return line.AsSpan().IndexOfAny(",;\t") > 0
            ? Sentence($"a table (CSV) {begins}", "It holds data, not a model: give it to --input.") : Sentence($"text {begins}",
            Supported);
    }

    private static string Sentence(string found, string advice) => $"the file is {found}. {advice}";

    private static bool IsHtml(ReadOnlySpan<byte> text)
    {
        var start = Encoding.Latin1.GetString(text[..Math.Min(text.Length, 64)]);
        return start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    // A protobuf message whose first field is the version of ONNX's intermediate representation, followed by another field of a model.
    private static bool IsOnnx(ReadOnlySpan<byte> file) => file.Length > 3 && file[0] == 0x08 && file[1] is >= 1 and <= 31
        && file[2] is 0x12 or 0x1A or 0x22 or 0x28 or 0x32 or 0x3A or 0x42;

    // 136 bytes of parameters, then the objective's name with its length.
    private static bool IsOldXgboost(ReadOnlySpan<byte> file)
    {
        const int parameters = 136;
        if (file.Length < parameters + 16) return false;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file[parameters..]);
        if (length is < 4 or > 64 || file.Length < parameters + 8 + (int)length) return false;
        var name = file.Slice(parameters + 8, (int)length);
        return name.IndexOf((byte)':') > 0 && !name.ContainsAnyExceptInRange((byte)'-', (byte)'z');
    }
}

using System.Security.Cryptography;
using Maintenance.Pmml.LightGbm;
using Maintenance.Pmml.Xgboost;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

/// <summary>Loads a model file of any supported format, recognised by its first bytes: PMML, XGBoost's JSON and UBJSON, LightGBM's
/// text.</summary>
public static class NativeModels
{
    /// <summary>Loads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="iterations">Number of boosting iterations of a native model to use, from the first; null for all.</param>
    /// <exception cref="PmmlException">A PMML document is refused.</exception>
    /// <exception cref="NativeModelException">A native model is refused.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PmmlModel LoadFile(string path, int? iterations = null)
    {
        var length = new FileInfo(path).Length;
        if (length > PmmlLimits.MaxDocumentBytes) throw new NativeModelException("file", $"it has {length} bytes; at "
            + $"most {PmmlLimits.MaxDocumentBytes} are allowed.");
        return Load(File.ReadAllBytes(path), iterations);
    }

    /// <summary>Loads a file's content.</summary>
    /// <param name="file">Content; not retained.</param>
    /// <param name="iterations">Number of boosting iterations of a native model to use, from the first; null for all.</param>
    /// <exception cref="PmmlException">A PMML document is refused.</exception>
    /// <exception cref="NativeModelException">A native model is refused.</exception>
    public static PmmlModel Load(ReadOnlyMemory<byte> file, int? iterations = null)
    {
        var first = file.Span.TrimStart("\uFEFF \r\n\t"u8);
        if (first.StartsWith("{"u8)) return PmmlModel.FromElements(XgboostJson.Read(file, iterations), Hash(file));
        if (first.StartsWith("tree\n"u8) || first.StartsWith("tree\r\n"u8))
            return PmmlModel.FromElements(LightGbmText.Read(file, iterations), Hash(file));
        return PmmlModel.Load(file);
    }

    private static string Hash(ReadOnlyMemory<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file.Span));
}

using PdfSharp.Fonts;

namespace Maintenance.Api.Business;

/// <summary>Fonts of PDF files: embedded here, so that a file looks the same whatever the machine has.</summary>
internal sealed class ReportFonts : IFontResolver
{
    /// <summary>The only family.</summary>
    public const string Family = "IBM Plex Sans";

    /// <summary>Bytes of a font file.</summary>
    public byte[] GetFont(string faceName)
    {
        using var file = typeof(ReportFonts).Assembly.GetManifestResourceStream(faceName)
            ?? throw new InvalidOperationException($"The font {faceName} is not embedded.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The font file of a typeface.</summary>
    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        new(isBold ? "IBMPlexSans-SemiBold.ttf" : "IBMPlexSans-Regular.ttf");
}

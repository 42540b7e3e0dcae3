namespace Maintenance.Api.Access.Names;

/// <summary>Writing systems whose letters may stand in a user name: those UAX 31 recommends for identifiers.</summary>
internal static class Script
{
    /// <summary>Chinese, Japanese and Korean names mix these with each other.</summary>
    public const string Ideographs = "Chinese, Japanese or Korean";

    // Letters that look like others of their own script (dotless ı, ĸ, clicks, phonetic letters) are left out; so are scripts
    // whose letters copy another's (Cherokee, Coptic, Lisu). All ranges hold lower case and letters without case.
    private static readonly (int First, int Last, string Name)[] Ranges =
    [
        (0x61, 0x7A, "Latin"), (0xDF, 0xF6, "Latin"), (0xF8, 0x130, "Latin"), (0x132, 0x137, "Latin"), (0x139, 0x148, "Latin"),
        (0x14A, 0x17E, "Latin"), (0x1A0, 0x1A1, "Latin"), (0x1AF, 0x1B0, "Latin"), (0x1CD, 0x1DC, "Latin"), (0x1E6, 0x1F0, "Latin"),
        (0x1F4, 0x1F5, "Latin"), (0x1F8, 0x21B, "Latin"), (0x253, 0x253, "Latin"), (0x257, 0x257, "Latin"), (0x1E00, 0x1EFF, "Latin"),
        (0x370, 0x3CF, "Greek"), (0x1F00, 0x1FFF, "Greek"),
        (0x400, 0x481, "Cyrillic"), (0x48A, 0x52F, "Cyrillic"), (0x531, 0x587, "Armenian"), (0x5D0, 0x5EA, "Hebrew"),
        (0x620, 0x64A, "Arabic"), (0x66E, 0x6D3, "Arabic"), (0x6EE, 0x6EF, "Arabic"), (0x780, 0x7B1, "Thaana"),
        (0x900, 0x963, "Devanagari"), (0x980, 0x9E3, "Bengali"), (0xA01, 0xA5E, "Gurmukhi"), (0xA81, 0xAE3, "Gujarati"),
        (0xB01, 0xB63, "Oriya"), (0xB82, 0xBD7, "Tamil"), (0xC00, 0xC63, "Telugu"), (0xC80, 0xCE3, "Kannada"),
        (0xD00, 0xD63, "Malayalam"), (0xD81, 0xDDF, "Sinhala"), (0xE01, 0xE4E, "Thai"), (0xE81, 0xECD, "Lao"), (0xF00, 0xFBC, "Tibetan"),
        (0x1000, 0x103F, "Myanmar"), (0x10D0, 0x10FA, "Georgian"), (0x1200, 0x135A, "Ethiopic"), (0x1780, 0x17D3, "Khmer"),
        (0x3005, 0x3007, Ideographs), (0x3041, 0x3096, Ideographs), (0x30A1, 0x30FA, Ideographs), (0x30FC, 0x30FE, Ideographs),
        (0x3105, 0x312F, Ideographs), (0x3400, 0x9FFF, Ideographs), (0xAC00, 0xD7A3, Ideographs), (0x20000, 0x323AF, Ideographs),
    ];

    // Scripts whose spelling needs marks that no letter contains.
    private static readonly HashSet<string> Marked = new(StringComparer.Ordinal)
    {
        "Thaana", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Thai",
        "Lao", "Tibetan", "Myanmar", "Khmer",
    };

    /// <summary>Name of the script that a letter or mark belongs to; null if it may not stand in a name.</summary>
    public static string? Of(int character)
    {
        foreach (var (first, last, name) in Ranges)
            if (character >= first && character <= last) return name;
        return null;
    }

    /// <summary>True if the script is written with combining marks.</summary>
    public static bool HasMarks(string script) => Marked.Contains(script);
}

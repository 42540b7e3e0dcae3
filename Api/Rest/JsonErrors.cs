using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Maintenance.Api.Rest;

/// <summary>The reader's message about JSON in words for the caller: position from 1, no names of our types.</summary>
internal static partial class JsonErrors
{
    public static string Message(JsonException error)
    {
        var what = OurType().Replace(error.Message.Split(" Path:", 2)[0], "");
        return string.Create(CultureInfo.InvariantCulture,
            $"{what} (at {error.Path ?? "$"}, line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1})");
    }

    // "The JSON property 'lat' could not be mapped to any .NET member contained in type 'Maintenance.…'."
    [GeneratedRegex(@" (to any \.NET member contained in|during deserialization of) type '[^']*'| to (System|Maintenance)\.[^ ]*[^ .]")]
    private static partial Regex OurType();
}

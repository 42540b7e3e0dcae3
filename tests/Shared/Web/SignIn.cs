using System.Net;
using System.Text.RegularExpressions;

namespace Maintenance.Tests.Web;

/// <summary>Fills forms of the pages as a browser does.</summary>
internal static partial class SignIn
{
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string name, string password, string path = "/sign-in")
    {
        var page = await client.GetStringAsync(path);
        return await client.PostAsync(path, Form(page, ("_handler", "sign-in"), ("name", name), ("password", password)));
    }

    /// <summary>Fields of a form with the page's antiforgery token.</summary>
    public static FormUrlEncodedContent Form(string page, params (string Name, string Value)[] fields) => new(
        fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Prepend(KeyValuePair.Create("__RequestVerificationToken", TokenIn(page))));

    private static string TokenIn(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}

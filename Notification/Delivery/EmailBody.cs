using System.Globalization;
using System.Net;
using System.Text;

namespace Maintenance.Notification.Delivery;

/// <summary>The two bodies of an e-mail, of the same lines.</summary>
internal static class EmailBody
{
    public static string Text(OutgoingMessage message)
    {
        var text = new StringBuilder();
        foreach (var (heading, lines) in Parts(message))
        {
            text.Append(Line(heading)).Append('\n');
            foreach (var (name, value) in lines) text.Append("  ").Append(name).Append(": ").Append(Line(value)).Append('\n');
            text.Append('\n');
        }
        return text.Append(Foot(message)).Append('\n').ToString();
    }

    public static string Html(OutgoingMessage message)
    {
        var html = new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif\">");
        foreach (var (heading, lines) in Parts(message))
        {
            html.Append("<h3>").Append(Encoded(heading)).Append("</h3><table>");
            foreach (var (name, value) in lines)
                html.Append("<tr><td>").Append(Encoded(name)).Append("</td><td>")
                    .Append(name == Link ? $"<a href=\"{Encoded(value)}\">{Encoded(value)}</a>" : Encoded(value)).Append("</td></tr>");
            html.Append("</table>");
        }
        return html.Append("<p>").Append(Encoded(Foot(message))).Append("</p></body></html>").ToString();
    }

    private const string Link = "Open";

    private static IEnumerable<(string Heading, IEnumerable<(string Name, string Value)> Lines)> Parts(OutgoingMessage message)
    {
        foreach (var alarm in message.Alarms)
            yield return ($"[{alarm.Priority.ToUpperInvariant()}] {alarm.Asset}: {alarm.Title}{MessageWriter.WordOf(alarm.Step)}",
                Lines(alarm));
        if (message.Planned.Items.Count > message.Alarms.Count && message.Alarms.Count > 0)
            yield return ($"and {message.Planned.Items.Count - message.Alarms.Count} more alarms", []);
    }

    private static IEnumerable<(string Name, string Value)> Lines(ToldAlarm alarm)
    {
        if (alarm.Rig is not null) yield return ("Drill", $"{alarm.Asset}, {alarm.Region} / {alarm.Site} / {alarm.Rig}");
        yield return ("Since", alarm.Onset.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC");
        if (alarm.Returned is { } over)
            yield return ("Until", over.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC");
        if (alarm.Because is not null) yield return ("Because", alarm.Because);
        else if (alarm.Value is { } value)
            yield return ("Value", string.Create(CultureInfo.InvariantCulture, $"{value:g6}, limit {alarm.Limit:g6}"));
        if (alarm.IsActive)
        {
            if (alarm.Cause is not null) yield return ("Usual cause", alarm.Cause);
            if (alarm.Action is not null) yield return ("What to do", alarm.Action);
            if (alarm.Consequence is not null) yield return ("If nobody acts", alarm.Consequence);
            if (alarm.RespondWithinSeconds is { } seconds)
                yield return ("Respond within", TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture));
        }
        if (alarm.Url is not null) yield return (Link, alarm.Url);
    }

    private static string Foot(OutgoingMessage message) => message.Alarms.Count == 0
        ? $"This is a test of route {message.Planned.Route}: nothing has happened."
        : $"Told by route {message.Planned.Route}.";

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}

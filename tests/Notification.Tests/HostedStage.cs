using Maintenance.Api;
using Maintenance.Api.Access;
using Maintenance.Notification;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Tests.Web;

/// <summary>The API with notification, without a page. People sign in on pages, so a form of the tests stands in for theirs.</summary>
internal static class HostedStage
{
    private const string Form = "/sign-in";

    public static void Add(WebApplicationBuilder builder) =>
        builder.Services.AddApi(builder.Configuration).AddNotification(builder.Configuration);

    public static void Map(WebApplication app)
    {
        app.MapApi();
        app.MapNotification();
        app.MapPost(Form, AcceptAsync).AllowAnonymous().ExcludeFromDescription();
    }

    public static Task PrepareAsync(IServiceProvider services) => services.PrepareApiAsync(CancellationToken.None);

    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password) =>
        client.PostAsync(Form, new FormUrlEncodedContent([KeyValuePair.Create("name", name), KeyValuePair.Create("password", password)]));

    private static async Task<IResult> AcceptAsync(HttpContext context, UserAccounts accounts, UserSessions sessions)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await accounts.VerifyAsync(form["name"].ToString(), form["password"].ToString(), context.RequestAborted) is not { } account)
            return TypedResults.Unauthorized();
        await context.SignInAsync(AccessSchemes.Cookie, await sessions.BeginAsync(account, "tests", context.RequestAborted));
        return TypedResults.LocalRedirect("/");
    }
}

using System.Net;

namespace Maintenance.Dashboard.Tests;

/// <summary>Behind a proxy that ends TLS: whose word about the client is believed, and what follows from it.</summary>
public sealed class EdgeTests
{
    private static readonly (string, string) Trusted = ("Dashboard:TrustedProxies:0", "127.0.0.0/8");

    [Fact]
    public async Task Behind_a_trusted_proxy_cookies_are_secure_and_browsers_stay_on_TLS()
    {
        await using var host = await StageHost.StartAsync(settings: Trusted);
        using var client = Through(host, "https", "203.0.113.7");
        using var answer = await PostAsync(client, host, StageHost.AdminPassword);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        foreach (var cookie in answer.Headers.GetValues("Set-Cookie")) cookie.ShouldContain("secure", Case.Insensitive);
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000");
        answer.Headers.GetValues("Location").Single().ShouldBe("/");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.1.2.3")]
    public async Task Nobody_else_is_believed(string? trusted)
    {
        await using var host = await StageHost.StartAsync(settings: trusted is null ? [] : [("Dashboard:TrustedProxies:0", trusted)]);
        using var client = Through(host, "https", "203.0.113.7");
        using var answer = await PostAsync(client, host, StageHost.AdminPassword);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        foreach (var cookie in answer.Headers.GetValues("Set-Cookie")) cookie.ShouldNotContain("secure", Case.Insensitive);
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Fact]
    public async Task Failed_sign_ins_count_for_the_client_not_for_the_proxy()
    {
        await using var host = await StageHost.StartAsync(
            settings: [Trusted, ("Dashboard:SignInWindow", "01:00:00"), ("Dashboard:SignInFailures", "1")]);
        using var guesser = Through(host, "https", "198.51.100.1");
        using var wrong = await PostAsync(guesser, host, "wrong");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var held = await PostAsync(guesser, host, StageHost.AdminPassword);
        held.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        using var other = Through(host, "https", "198.51.100.2");
        using var signedIn = await PostAsync(other, host, StageHost.AdminPassword);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Found);
        var audit = await host.Store.QueryAsync(
            new Core.Ports.StoreQuery("SELECT subject FROM audit WHERE action = 'sign-in'"), CancellationToken.None);
        audit.Scalar.ShouldBe("198.51.100.2");
    }

    [Theory]
    [InlineData("fleet.example", HttpStatusCode.OK)]
    [InlineData("FLEET.example:8443", HttpStatusCode.OK)]
    [InlineData("a.rigs.example", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("localhost:99", HttpStatusCode.OK)]
    [InlineData("rigs.example", HttpStatusCode.BadRequest)]
    [InlineData("fleet.example.attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("attacker.example", HttpStatusCode.BadRequest)]
    public async Task Only_allowed_names_address_the_host(string name, HttpStatusCode expected)
    {
        await using var host = await StageHost.StartAsync(
            settings: [("Dashboard:AllowedHosts:0", "fleet.example"), ("Dashboard:AllowedHosts:1", "*.rigs.example")]);
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Host = name;
        using var answer = await client.GetAsync("/sign-in");
        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task The_name_that_a_trusted_proxy_was_addressed_by_counts()
    {
        await using var host = await StageHost.StartAsync(settings: [Trusted, ("Dashboard:AllowedHosts:0", "fleet.example")]);
        using var client = Through(host, "https", "203.0.113.7");
        client.DefaultRequestHeaders.Host = "backend";
        using var answer = await client.GetAsync("/sign-in");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpClient Through(StageHost host, string scheme, string address)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "fleet.example");
        return client;
    }

    // Secure cookies are kept back from the plain address that the tests speak to, so they are sent by hand.
    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, StageHost host, string password)
    {
        using var page = await client.GetAsync("/sign-in");
        var cookies = page.Headers.GetValues("Set-Cookie").Select(c => c[..c.IndexOf(';')]);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = SignIn.Form(await page.Content.ReadAsStringAsync(), ("_handler", "sign-in"), ("name", "admin"), ("password",
                password)),
        };
        if (!StageHost.CookiesOf(client).GetCookieHeader(new Uri(host.Url)).Contains(cookies.First(), StringComparison.Ordinal))
            post.Headers.Add("Cookie", string.Join("; ", cookies));
        return await client.SendAsync(post);
    }
}

using System.Net;
using Maintenance.Core.Assets;
using Maintenance.Host.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Host.Tests.Client;

/// <summary>Registration over HTTP while the host or its store cannot answer.</summary>
public sealed class AssetRegistrationTests
{
    private static readonly Asset[] Drills =
        [new(AssetId.Parse("a"), "r", "s", "g", 1, 2, double.NaN), new(AssetId.Parse("b"), "r", "s", "g", 1, 2, 0.2)];

    [Fact]
    public async Task A_store_that_cannot_answer_is_asked_again_until_every_drill_is_registered()
    {
        using var host = new Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        await RegisterAsync(host);
        host.Asked.ShouldBe(["/api/v1/assets", "/api/v1/assets"]);
    }

    [Fact]
    public async Task A_host_that_starts_again_is_asked_again()
    {
        using var host = new Answers(Broken, HttpStatusCode.OK);
        await RegisterAsync(host);
        host.Asked.ShouldBe(["/api/v1/assets", "/api/v1/assets"]);
    }

    [Fact]
    public async Task A_host_that_does_not_come_back_is_told()
    {
        using var host = new Answers([.. Enumerable.Repeat(Broken, 1_000)]);
        using var client = new HttpClient(host, disposeHandler: false) { BaseAddress = new Uri("http://127.0.0.1") };
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(20) };
        var registration = AssetRegistration.RegisterAsync(client, Drills, time, NullLogger.Instance, CancellationToken.None);
        while (!registration.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        (await Should.ThrowAsync<HttpRequestException>(registration)).Message.ShouldBe("broken off");
    }

    [Fact]
    public async Task A_refusal_is_told_at_once()
    {
        using var host = new Answers(HttpStatusCode.Forbidden);
        (await Should.ThrowAsync<HttpRequestException>(() => RegisterAsync(host))).Message.ShouldContain("403");
        host.Asked.Count.ShouldBe(1);
    }

    /// <summary>No answer: the connection breaks off.</summary>
    private const HttpStatusCode Broken = HttpStatusCode.Unused;

    private static async Task RegisterAsync(Answers host)
    {
        using var client = new HttpClient(host, disposeHandler: false) { BaseAddress = new Uri("http://127.0.0.1") };
        await AssetRegistration.RegisterAsync(client, Drills, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
    }

    private sealed class Answers(params HttpStatusCode[] codes) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsolutePath);
            var code = codes[Asked.Count - 1];
            return code == Broken ? throw new HttpRequestException("broken off") : Task.FromResult(new HttpResponseMessage(code));
        }
    }
}

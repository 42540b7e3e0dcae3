using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Sources.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Maintenance.Ingest.Tests.Sources.Http;

/// <summary>Over a real Kestrel on a free port of loopback.</summary>
[Collection(MemoryCollection.Name)]
public sealed class HttpIngestTests : IAsyncLifetime
{
    private readonly FakeLog _log = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            [new("Mqtt:Enabled", "false"), new("Ingest:MaxPayloadBytes", "1000000"), new("Ingest:MaxConcurrentRequests", "2"),
                new("Ingest:RequestTimeout", "00:00:00.5")]);
        IngestHarness.AddTo(builder.Services, _log);
        builder.Services.AddIngest(builder.Configuration, broker: null);
        _app = builder.Build();
        _app.MapIngest();
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()), Timeout = TimeSpan.FromSeconds(30) };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<(HttpResponseMessage Response, IngestAnswer Answer)> PostAsync(HttpContent content, string contentType,
        string query = "")
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var response = await _client.PostAsync($"/api/v1/telemetry{query}", content);
        var answer = JsonSerializer.Deserialize<IngestAnswer>(await response.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
        return (response, answer);
    }

    [Theory]
    [InlineData("application/json", """{"asset":"D1","time":1777896000,"rpm":1}""", "")]
    [InlineData("application/json; charset=utf-8", """{"time":1777896000,"rpm":1}""", "?asset=D1")]
    [InlineData("text/csv", "asset,time,rpm\nD1,1777896000,1\n", "")]
    public async Task Accepted_readings_are_answered_when_they_are_in_the_log(string contentType, string body, string query)
    {
        var (response, answer) = await PostAsync(new StringContent(body), contentType, query);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (answer.Accepted, answer.Rejected, answer.Reasons.Count).ShouldBe((1, 0, 0));
        _log.Records.ShouldHaveSingleItem()["rotary_speed"].ShouldBe([1]);
    }

    [Fact]
    public async Task Binary_records_are_taken()
    {
        var record = new TelemetryRecord
        {
            Asset = "D1", ReadingCount = 1, EventTimeUnixMicros = IngestHarness.NowMicros, Columns =
            [new(0, string.Empty, [1])]
        };

        var (response, answer) = await PostAsync(new ByteArrayContent(TelemetryCodecV1.Encode(record)), TelemetryV1Format.ContentType);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task All_refused_is_400_and_some_refused_is_200_both_with_reasons()
    {
        var (all, _) = await PostAsync(new StringContent("""{"asset":"GHOST","time":1777896000,"rpm":1}"""), "application/json");
        var (some, answer) = await PostAsync(new StringContent("asset,time,rpm\nD1,1777896000,1\nD1,1777896001,x\n"), "text/csv");

        all.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        some.StatusCode.ShouldBe(HttpStatusCode.OK);
        (answer.Accepted, answer.Rejected).ShouldBe((1, 1));
        answer.Reasons.ShouldHaveSingleItem().ShouldBe(new("wrong-type", "line 3: 'x' in column 'rpm' is not a number", "D1", 1));
        _log.Letters.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Messages_can_be_read_where_the_answer_is_printed()
    {
        using var content = new StringContent("""{"asset":"GHØST","time":1777896000,"rpm":1}""", Encoding.UTF8, "application/json");

        var response = await _client.PostAsync("/api/v1/telemetry", content);

        (await response.Content.ReadAsStringAsync()).ShouldContain("asset 'GHØST' is not registered");
    }

    [Fact]
    public async Task Unknown_content_type_is_415_and_empty_body_400()
    {
        (await PostAsync(new StringContent("<x/>"), "application/xml")).Response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await PostAsync(new ByteArrayContent([]), "application/json")).Response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _log.Letters.Select(l => l.Reason).ShouldBe([DeadLetterReason.UnknownFormat, DeadLetterReason.NoValues]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Payload_of_64_MiB_is_413_with_a_dead_letter_and_without_being_held_in_memory(bool withLength)
    {
        var body = new OversizedContent(64 * 1024 * 1024, withLength);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/telemetry?asset=D1") { Content = body };
        request.Headers.ExpectContinue = true; // so that the client reads the answer instead of sending on

        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var response = await _client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var letter = _log.Letters.ShouldHaveSingleItem();
        letter.Reason.ShouldBe(DeadLetterReason.Oversized);
        letter.Asset.ShouldBe("D1");
        letter.Payload.Length.ShouldBe(65_536);
        letter.PayloadBytes.ShouldBe(withLength ? 64 * 1024 * 1024 : 1_000_001);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(16 * 1024 * 1024);

        var (next, _) = await PostAsync(new StringContent("""{"asset":"D1","time":1777896000,"rpm":1}"""), "application/json");
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Log_that_fails_or_stalls_is_503_with_retry_after_and_nothing_is_said_to_be_accepted()
    {
        var json = """{"asset":"D1","time":1777896000,"rpm":1}""";
        _log.FailingFlushes = 1;
        var (failed, why) = await PostAsync(new StringContent(json), "application/json");
        _log.Stall();
        var (stalled, _) = await PostAsync(new StringContent(json), "application/json");
        _log.Resume();
        var (good, _) = await PostAsync(new StringContent(json), "application/json");

        failed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        failed.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        why.Accepted.ShouldBe(0);
        why.Reasons.ShouldHaveSingleItem().Detail.ShouldContain("disk is full");
        stalled.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Senders_whose_bodies_trickle_in_hold_up_nobody()
    {
        List<TcpClient> slow = [];
        for (var i = 0; i < 8; i++) // two are allowed at once
        {
            var client = new TcpClient();
            slow.Add(client);
            await client.ConnectAsync(_client.BaseAddress!.Host, _client.BaseAddress.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST /api/v1/telemetry?asset=D1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n["));
        }
        await PostAsync(new StringContent("[]"), "application/json"); // behind their heads: Kestrel has read them

        for (var i = 0; i < 5; i++)
            (await PostAsync(new StringContent("""{"asset":"D1","time":1777896000,"rpm":1}"""), "application/json"))
                .Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        slow.ForEach(c => c.Dispose());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("X-GZIP")]
    public async Task A_gzip_body_is_read(string encoding)
    {
        var body = Gzip("asset,time,rpm\nD1,1777896000,1\nD1,1777896001,x\n"u8);
        var (response, answer) = await PostAsync(Encoded(body, encoding), "text/csv");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (answer.Accepted, answer.Rejected).ShouldBe((1, 1));
        Encoding.UTF8.GetString(_log.Letters.ShouldHaveSingleItem().Payload.Span).ShouldBe("D1,1777896001,x");
    }

    [Fact]
    public async Task A_gzip_body_that_was_cut_damaged_or_continued_is_refused_as_a_whole()
    {
        var csv = string.Concat(Enumerable.Range(0, 500).Select(i => $"D1,{1777895000 + i},{i * 7 % 91}\n"));
        var whole = Gzip(Encoding.UTF8.GetBytes("asset,time,rpm\n" + csv));
        var damaged = (byte[])whole.Clone();
        damaged[whole.Length / 2] ^= 8;
        byte[][] bodies =
            [.. Enumerable.Range(1, 40).Select(cut => whole[..^cut]), whole[..5], damaged, [.. whole, 0], [.. whole, .. whole[..20]]];
        foreach (var body in bodies)
        {
            var (response, answer) = await PostAsync(Encoded(body, "gzip"), "text/csv");

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            answer.Reasons.ShouldHaveSingleItem().Detail.ShouldContain("not one whole gzip member");
        }
        _log.Records.ShouldBeEmpty();
        _log.Letters.Count.ShouldBe(bodies.Length);
    }

    [Fact]
    public async Task A_gzip_body_that_grows_beyond_the_limit_is_413_without_being_held_in_memory()
    {
        var bomb = Gzip(new byte[200 * 1024 * 1024]);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var (response, answer) = await PostAsync(Encoded(bomb, "gzip"), "text/csv");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Reasons.ShouldHaveSingleItem().Reason.ShouldBe("oversized");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(16 * 1024 * 1024);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    public async Task Another_content_encoding_is_415_and_the_answer_says_which_is_read(string encoding)
    {
        var (response, answer) = await PostAsync(Encoded([1, 2, 3], encoding), "application/json");

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        response.Headers.GetValues("Accept-Encoding").ShouldBe(["gzip"]);
        answer.Reasons.ShouldHaveSingleItem().Detail.ShouldContain($"Content-Encoding '{encoding}'");
        _log.Letters.ShouldHaveSingleItem().PayloadBytes.ShouldBe(3);
    }

    [Theory]
    [InlineData("?assets=D1", "'assets=D1'")]
    [InlineData("?asset=D1&source=Replay", "'source=Replay'")]
    [InlineData("?asset=D1&asset=D2", "'asset=D1,D2'")]
    public async Task A_parameter_that_is_not_understood_is_refused(string query, string named)
    {
        var (response, answer) = await PostAsync(new StringContent("""{"time":1777896000,"rpm":1}"""), "application/json", query);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Reasons.ShouldHaveSingleItem().Detail.ShouldContain(named);
    }

    private static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return compressed.ToArray();
    }

    private static ByteArrayContent Encoded(byte[] body, string encoding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return content;
    }

    [Fact]
    public async Task More_requests_than_allowed_at_once_are_answered_503()
    {
        _log.Stall();
        var posts = Enumerable.Range(0, 6)
            .Select(_ => PostAsync(new StringContent("""{"asset":"D1","time":1777896000,"rpm":1}"""), "application/json")).ToArray();

        var answers = await Task.WhenAll(posts);

        answers.ShouldAllBe(a => a.Response.StatusCode == HttpStatusCode.ServiceUnavailable);
        answers.ShouldContain(a => a.Answer.Reasons[0].Reason == "busy");
        _log.Resume();
    }

    /// <summary>A body that is made while it is sent, with or without a stated length.</summary>
    private sealed class OversizedContent(long length, bool withLength) : HttpContent
    {
        private static readonly byte[] Chunk = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (long sent = 0; sent < length; sent += Chunk.Length) await stream.WriteAsync(Chunk);
        }

        protected override bool TryComputeLength(out long stated)
        {
            stated = length;
            return withLength;
        }
    }
}

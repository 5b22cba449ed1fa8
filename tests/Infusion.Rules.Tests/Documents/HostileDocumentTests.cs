using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tests.Documents;

public class HostileDocumentTests
{
    private static byte[] Valid => Encoding.UTF8.GetBytes(Trip.Valid1);

    [Property(MaxTest = 3000)]
    public void Any_bytes_are_read_or_have_problems(byte[] bytes) => Judge(bytes);

    [Property(MaxTest = 3000)]
    public void Any_text_is_read_or_has_problems(string? text) => Trip.ProblemsOf(text ?? "");

    [Property(MaxTest = 3000)]
    public void Any_soup_of_json_is_read_or_has_problems(byte[] words)
    {
        string[] vocabulary =
        [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"a\":", "1", "-", "1e5", "true", "null", "\"\\ud800\"", "\"\\ud800\":", "//x\n", "/*",
            "*/", "\n", "é",
            "\"format\":1", "\uFEFF", "\"legs\":[", "\u2028", "\r",
        ];
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(words.Select(word => vocabulary[word % vocabulary.Length])));
        if (LocatedTree.Parse(bytes, out _) is not null)
        {
            Assert.True(IsJson(bytes), Encoding.UTF8.GetString(bytes));
        }

        Judge(bytes);
    }

    [Fact]
    public void A_byte_changed_anywhere_is_read_or_has_problems()
    {
        byte[] whole = Valid;
        byte[] values =
        [
            0, 9, 10, (byte)'"', (byte)'\\', (byte)'/', (byte)'{', (byte)'}', (byte)'[', (byte)',', (byte)'9', (byte)'e', 0x80, 0xC3, 0xED,
            0xFF,
        ];
        int judged = 0;
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte value in values)
            {
                byte[] bytes = [.. whole];
                bytes[at] = value;
                Judge(bytes);
                judged++;
            }
        }

        Assert.True(judged == whole.Length * values.Length && judged > 5000);
    }

    [Fact]
    public void A_document_cut_anywhere_has_one_syntax_problem()
    {
        byte[] whole = Valid;
        int cuts = 0;
        for (int length = 0; length < whole.Length; length++)
        {
            var problem = Assert.Single(Judge(whole[..length]));
            Assert.Contains(problem.Code, (string[])["syntax", "not-utf8"]);
            cuts++;
        }

        Assert.True(cuts == whole.Length && cuts > 400);
    }

    [Fact]
    public void Nesting_to_the_limit_is_read_and_one_more_is_not()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));
        Assert.NotNull(LocatedTree.Parse(Nested(DocumentLimits.MaxDepth), out _));
        Assert.Null(LocatedTree.Parse(Nested(DocumentLimits.MaxDepth + 1), out var problems));
        var problem = Assert.Single(problems.ToImmutable());
        Assert.Equal(("too-deep", 1, 33), (problem.Code, problem.Line, problem.Column));
        Assert.Equal("$", problem.Path);
        Assert.Equal("too-deep", Assert.Single(Trip.ProblemsOf(Nested(100_000))).Code);
        Assert.Equal("too-deep", Assert.Single(Trip.ProblemsOf(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)))).Code);
    }

    [Fact]
    public void A_document_of_the_largest_size_is_read_and_one_byte_more_is_not()
    {
        byte[] bytes = new byte[DocumentLimits.MaxBytes + 1];
        bytes.AsSpan().Fill((byte)' ');
        Valid.CopyTo(bytes, 0);
        Assert.Empty(Judge(bytes[..DocumentLimits.MaxBytes]));
        Assert.Equal("too-large 1:1 $", Trip.Row(Assert.Single(Judge(bytes))));
        string text = Trip.Valid1 + new string(' ', DocumentLimits.MaxBytes);
        Assert.Equal("too-large 1:1 $", Trip.Row(Assert.Single(Trip.ProblemsOf(text))));
        Assert.Equal(
            "too-large 1:1 $", Trip.Row(Assert.Single(Trip.ProblemsOf("\"" + new string('é', DocumentLimits.MaxBytes / 2) + "\""))));
    }

    [Fact]
    public void Problems_without_end_are_counted_and_not_listed()
    {
        string many = string.Join(",", Enumerable.Range(0, 100_000).Select(i => FormattableString.Invariant($"\"x{i}\":{i}")));
        var problems = Trip.ProblemsOf(Trip.Valid1.Replace("\"id\"", many + ",\"id\"", StringComparison.Ordinal));
        Assert.Equal(DocumentLimits.MaxProblems + 1, problems.Length);
        Assert.Equal(("too-many", "99000 more problems"), (problems[^1].Code, problems[^1].Found));
    }

    [Fact]
    public void A_large_list_is_read()
    {
        static string? Read(ObjectReader o) => o.Required("a").Array(static item => item.Int(0, 9)).Length.ToString("D");
        string json = "{\"format\":1,\"a\":[" + string.Join(",", Enumerable.Repeat("7", 1_000_000)) + "]}";
        Assert.True(DocumentReader.TryRead(json, 1, Read, out string? count, out _));
        Assert.Equal("1000000", count);
    }

    [Theory]
    [InlineData(new byte[] { 0x80 }, 0)]
    [InlineData(new byte[] { 0x41, 0xC1, 0xBF }, 1)]
    [InlineData(new byte[] { 0xE0, 0x9F, 0xBF }, 0)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 0)]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, 0)]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 }, 0)]
    [InlineData(new byte[] { 0xC3, 0xA9, 0xF0, 0x9F, 0x98 }, 2)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, 0x80 }, -1)]
    [InlineData(new byte[] { 0xEF, 0xBF, 0xBF }, -1)]
    public void The_first_byte_that_is_not_utf8_is_found(byte[] bytes, int expected) =>
        Assert.Equal(expected, Utf8Text.FirstInvalid(bytes));

    [Property(MaxTest = 5000)]
    public void What_is_utf8_is_what_the_platform_says(byte[] bytes, byte lead, byte second)
    {
        byte[] all = [.. bytes, lead, second, 0x80, 0xBF];
        bool isValid = true;
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(all);
        }
        catch (DecoderFallbackException)
        {
            isValid = false;
        }

        Assert.Equal(isValid, Utf8Text.FirstInvalid(all) < 0);
    }

    private static ImmutableArray<Problem> Judge(byte[] bytes)
    {
        bool isRead = DocumentReader.TryRead(bytes, 1, Trip.Read, out var trip, out var problems);
        Assert.Equal(isRead, problems.IsEmpty);
        Assert.Equal(isRead, trip is not null);
        Assert.All(
            problems,
            problem => Assert.True(problem.Line >= 1 && problem.Column >= 1 && problem.Path[0] == '$' && !problem.Message.Contains('\n')));
        return problems;
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            ReadOnlyMemory<byte> body = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsMemory(3) : bytes;
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

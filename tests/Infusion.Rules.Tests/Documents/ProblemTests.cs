using System.Text;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Tests.Documents;

public class ProblemTests
{
    [Fact]
    public void A_valid_document_is_read_whole()
    {
        Assert.True(DocumentReader.TryRead(Trip.Valid1, 1, Trip.Read, out var trip, out var problems), string.Join("\n", problems));
        Assert.Equal(("T1", "navy-blue", Cabin.MiddleSeat, true, 3), (trip.Id, trip.Colour, trip.Cabin, trip.IsPaid, trip.Seats));
        Assert.Equal((12345678901, 100.5m, new LocalDate(2026, 1, 31)), (trip.Miles, trip.Price, trip.Day));
        Assert.Equal(new LocalDateTime(2026, 1, 31, 14, 20), trip.Boards);
        Assert.Equal(Duration.FromMinutes(90), trip.Flight);
        Assert.Null(trip.Stop);
        Assert.Equal(new PeriodBuilder { Months = 1, Weeks = 2 }.Build(), trip.Valid);
        Assert.Equal(new Leg("Köln", Instant.FromUtc(2026, 1, 31, 14, 20), Cabin.Window), trip.Legs[0]);
        Assert.Equal(new Leg("x", Instant.FromUtc(2026, 1, 31, 19, 20, 30).PlusNanoseconds(500_000_000), Cabin.Row12), trip.Legs[1]);
        Assert.Equal(["a", "b"], trip.Tags);
    }

    [Theory]
    [InlineData("\"id\": \"T1\",", "", "missing-property 1:1 $.id")]
    [InlineData("\"id\": \"T1\",", "\"id\": null,", "wrong-type 4:9 $.id")]
    [InlineData("\"id\": \"T1\",", "\"id\": \"\",", "out-of-range 4:9 $.id")]
    [InlineData("\"id\": \"T1\",", "\"id\": \"123456789\",", "out-of-range 4:9 $.id")]
    [InlineData("\"id\": \"T1\",", "\"id\": \"\\ud800\",", "lone-surrogate 4:9 $")]
    [InlineData("\"id\": \"T1\",", "\"id\": \"T1\", \"\\udc00\": 1,", "lone-surrogate 4:15 $")]
    [InlineData("\"id\": \"T1\",", "\"id\": \"T1\", \"id\": 2,", "duplicate-property 4:15 $.id")]
    [InlineData("\"id\": \"T1\",", "\"id\": \"T1\", \"extra\": {\"deep\": [1]},", "unknown-property 4:15 $.extra")]
    [InlineData("\"id\": \"T1\",", "\"id\": \"T1\", \"é x'\\n\": 1,", @"unknown-property 4:15 $['é x\'�']")]
    [InlineData("\"id\": \"T1\",", "\"ID\": \"T1\",", "unknown-property 4:3 $.ID")]
    [InlineData("\"stop\": null,", "\"stpo\": null,", "unknown-property 14:3 $.stpo")]
    [InlineData("\"navy-blue\"", "\"navyblue\"", "unknown-name 5:13 $.colour")]
    [InlineData("\"middle-seat\"", "\"MiddleSeat\"", "unknown-name 6:12 $.cabin")]
    [InlineData("\"middle-seat\"", "\"1\"", "unknown-name 6:12 $.cabin")]
    [InlineData("\"middle-seat\"", "1", "wrong-type 6:12 $.cabin")]
    [InlineData("true", "\"true\"", "wrong-type 7:13 $.isPaid")]
    [InlineData("\"seats\": 3", "\"seats\": 0", "out-of-range 8:12 $.seats")]
    [InlineData("\"seats\": 3", "\"seats\": 10", "out-of-range 8:12 $.seats")]
    [InlineData("\"seats\": 3", "\"seats\": 1e999999999999999999999", "out-of-range 8:12 $.seats")]
    [InlineData("\"seats\": 3", "\"seats\": -1e99", "out-of-range 8:12 $.seats")]
    [InlineData("\"seats\": 3", "\"seats\": 2.5", "too-precise 8:12 $.seats")]
    [InlineData("\"seats\": 3", "\"seats\": \"3\"", "wrong-type 8:12 $.seats")]
    [InlineData("12345678901", "9223372036854775808", "out-of-range 9:12 $.miles")]
    [InlineData("100.50", "1000.01", "out-of-range 10:12 $.price")]
    [InlineData("100.50", "0.001", "too-precise 10:12 $.price")]
    [InlineData("100.50", "1e-999999999999999999999", "too-precise 10:12 $.price")]
    [InlineData("100.50", "[100]", "wrong-type 10:12 $.price")]
    [InlineData("\"2026-01-31\"", "\"2026-02-30\"", "not-a-date 11:10 $.day")]
    [InlineData("\"2026-01-31\"", "\"-2026-01-31\"", "not-a-date 11:10 $.day")]
    [InlineData("\"2026-01-31\"", "20260131", "wrong-type 11:10 $.day")]
    [InlineData("\"2026-01-31T14:20\"", "\"2026-01-31T14:20Z\"", "not-a-time 12:13 $.boards")]
    [InlineData("\"2026-01-31T14:20\"", "\"2026-01-31\"", "not-a-time 12:13 $.boards")]
    [InlineData("\"2026-01-31T14:20\"", "\"2026-03-08T02:30\"", "skipped-local-time 12:13 $.boards")]
    [InlineData("\"PT1H30M\"", "\"P1D\"", "not-a-duration 13:13 $.flight")]
    [InlineData("\"PT1H30M\"", "90", "wrong-type 13:13 $.flight")]
    [InlineData("\"stop\": null", "\"stop\": \"PT59M\"", "out-of-range 14:11 $.stop")]
    [InlineData("\"stop\": null", "\"stop\": \"PT4H0.1S\"", "out-of-range 14:11 $.stop")]
    [InlineData("\"P1M2W\"", "\"PT4H\"", "not-a-period 15:12 $.valid")]
    [InlineData("\"P1M2W\"", "\"P2W1M\"", "not-a-period 15:12 $.valid")]
    [InlineData("\"2026-01-31T14:20Z\"", "\"2026-01-31T14:20\"", "not-a-time 16:36 $.legs[0].at")]
    [InlineData("\"2026-01-31T14:20Z\"", "\"9999-12-31T23:00-05:00\"", "not-a-time 16:36 $.legs[0].at")]
    [InlineData("\"x\"", "{}", "wrong-type 16:106 $.legs[1].from")]
    [InlineData("[\"a\", \"b\"]", "[\"a\", null, {}]", "wrong-type 17:28 $.tags[1]; wrong-type 17:34 $.tags[2]")]
    [InlineData("[\"a\", \"b\"]", "{}", "wrong-type 17:22 $.tags")]
    [InlineData("\"b\"]", "\"b\"], \"legs\": [{}]", "duplicate-property 17:34 $.legs")]
    [InlineData("\"format\": 1,", "\"format\": 2,", "newer-format 2:13 $.format")]
    [InlineData("\"format\": 1,", "\"format\": 1e400, \"colour\": 5,", "newer-format 2:13 $.format")]
    [InlineData("\"format\": 1,", "\"format\": 0,", "out-of-range 2:13 $.format")]
    [InlineData("\"format\": 1,", "\"format\": 1.5,", "too-precise 2:13 $.format")]
    [InlineData("\"format\": 1,", "", "missing-property 1:1 $.format")]
    [InlineData("\"format\": 1,", "\"format\": \"1\",", "wrong-type 2:13 $.format")]
    [InlineData("\"b\"]", "\"b\"],", "syntax 18:1 $")]
    [InlineData("\"b\"]", "\"b\",]", "syntax 17:32 $")]
    [InlineData("\"b\"]\n}", "\"b\"]\n} {}", "syntax 18:3 $")]
    [InlineData("\"seats\": 3", "\"seats\": 03", "syntax 8:13 $")]
    [InlineData("\"seats\": 3", "\"seats\": NaN", "syntax 8:12 $")]
    [InlineData("\"x\"", "'x'", "syntax 16:106 $")]
    public void Each_kind_of_mistake_is_one_problem_in_its_place(string text, string replacement, string expected)
    {
        Assert.Contains(text, Trip.Valid1, StringComparison.Ordinal);
        var problems = Trip.ProblemsOf(Trip.Valid1.Replace(text, replacement, StringComparison.Ordinal));
        Assert.Equal(expected, string.Join("; ", problems.Select(Trip.Row)));
    }

    [Theory]
    [InlineData("", "syntax 1:1 $")]
    [InlineData("\uFEFF", "syntax 1:1 $")]
    [InlineData("// only this", "syntax 1:13 $")]
    [InlineData("{\n/* é\n é */ \"é\": x}", "syntax 3:12 $")]
    [InlineData("{\r\n/* é\r\n é */ \"é\": [tré]}", "syntax 3:15 $")]
    [InlineData("{ // é\n \"é\": \"\t\"}", "syntax 2:8 $")]
    [InlineData(" /* never closed\n é", "syntax 1:2 $")]
    [InlineData("[1,\n 2 3]", "syntax 2:4 $")]
    [InlineData("{\"a\" 1}", "syntax 1:6 $")]
    [InlineData("null", "wrong-type 1:1 $")]
    [InlineData(" []", "wrong-type 1:2 $")]
    [InlineData("\uFEFF 1", "wrong-type 1:2 $")]
    [InlineData("\r\n\r\n  \"é\"", "wrong-type 3:3 $")]
    [InlineData("{\"format\": 1, \"😀é\": 1, \"x\": 2}", "unknown-property 1:15 $['😀é']; unknown-property 1:25 $.x")]
    public void A_document_that_is_something_else_is_placed_too(string json, string expected)
    {
        DocumentReader.TryRead(json, 1, o => "", out _, out var problems);
        Assert.Equal(expected, string.Join("; ", problems.Select(Trip.Row)));
    }

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void Text_with_half_a_character_is_not_a_document(int half)
    {
        var problem = Assert.Single(Trip.ProblemsOf("\uFEFF{\n\"é\": \"" + (char)half + "\"}"));
        Assert.Equal("lone-surrogate 2:7 $", Trip.Row(problem));
    }

    [Fact]
    public void All_problems_are_reported_at_once_in_the_order_of_the_document()
    {
        string json = Trip.Valid1
            .Replace("\"id\": \"T1\",", "\"idd\": \"T1\",", StringComparison.Ordinal)
            .Replace("\"seats\": 3", "\"seats\": 30", StringComparison.Ordinal)
            .Replace("\"day\": \"2026-01-31\",", "", StringComparison.Ordinal)
            .Replace("\"x\"", "\"\"", StringComparison.Ordinal)
            .Replace("row-12", "row-13", StringComparison.Ordinal);
        Assert.Equal(
            [
                "missing-property 1:1 $.day", "unknown-property 4:3 $.idd", "out-of-range 8:12 $.seats",
                "out-of-range 16:106 $.legs[1].from", "unknown-name 16:119 $.legs[1].cabin",
            ],
            Trip.ProblemsOf(json).Select(Trip.Row));
    }

    [Fact]
    public void A_wrong_object_does_not_also_miss_its_members()
    {
        string json = Trip.Valid1.Replace("{ \"from\": \"Köln\", \"at\": \"2026-01-31T14:20Z\" }", "7", StringComparison.Ordinal);
        Assert.Equal(["wrong-type 16:12 $.legs[0]"], Trip.ProblemsOf(json).Select(Trip.Row));
    }

    [Fact]
    public void Carriage_returns_do_not_move_lines_or_columns()
    {
        string json = Trip.Valid1.Replace("\"x\"", "1", StringComparison.Ordinal);
        Assert.Equal(Trip.ProblemsOf(json), Trip.ProblemsOf(json.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(Trip.ProblemsOf(json), Trip.ProblemsOf("\uFEFF" + json));
    }

    [Fact]
    public void A_misspelt_name_gets_the_nearest_and_is_not_missing_as_well()
    {
        var problem = Assert.Single(Trip.ProblemsOf(Trip.Valid1.Replace("\"boards\"", "\"baords\"", StringComparison.Ordinal)));
        Assert.Equal("boards", problem.Nearest);
        Assert.Equal("line 12, column 3: $.baords: found the property \"baords\"; did you mean \"boards\"?", problem.ToString());
    }

    [Fact]
    public void Messages_read_as_sentences()
    {
        static string Of(string json)
        {
            DocumentReader.TryRead(json, 1, o => o.Required("id").Bool() ? "" : "", out _, out var problems);
            return string.Join(" ", problems.Select(problem => problem.Message));
        }

        Assert.Equal("the property \"id\" is missing.", Of("{\"format\": 1}"));
        Assert.Equal("found \"id\" again; allowed: each property once.", Of("{\"format\": 1, \"id\": true, \"id\": true}"));
        Assert.Equal("found a number; allowed: true or false.", Of("{\"format\": 1, \"id\": 1}"));
        Assert.Equal(
            "found the property \"other\"; allowed: the properties format, $schema, id.",
            Of("{\"format\": 1, \"id\": true, \"other\": 1}"));
        Assert.Equal("found format 12; allowed: format 1 to 1; a newer release of this library may read it.", Of("{\"format\": 12}"));
        Assert.Equal(
            "found the end of the document; allowed: JSON (RFC 8259) in UTF-8; comments may be there, trailing commas may not.", Of("{"));
    }

    [Fact]
    public void A_message_says_what_is_allowed_and_never_the_value()
    {
        string json = Trip.Valid1.Replace("\"T1\"", "\"Jane Miller\"", StringComparison.Ordinal)
            .Replace("2026-01-31T14:20Z", "Jane Miller", StringComparison.Ordinal)
            .Replace("\"seats\": 3", "\"seats\": 8675309", StringComparison.Ordinal)
            .Replace("PT1H30M", "Jane Miller", StringComparison.Ordinal);
        string text = string.Join("\n", Trip.ProblemsOf(json));
        Assert.DoesNotContain("Jane", text, StringComparison.Ordinal);
        Assert.DoesNotContain("8675309", text, StringComparison.Ordinal);
        Assert.Contains(
            "line 8, column 12: $.seats: found a higher number; allowed: a whole number from 1 to 9.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quoted_word_is_clipped_and_printable()
    {
        var problem = Assert.Single(
            Trip.ProblemsOf(Trip.Valid1.Replace("navy-blue", "navy\\u0007\\nblue", StringComparison.Ordinal)));
        Assert.Equal("\"navy\uFFFD\uFFFDblue\"", problem.Found);
        Assert.Equal("navy-blue", problem.Nearest);
        Assert.Equal(new string('x', 39) + "…", Problem.Clip(new string('x', 90)));
        Assert.Equal("one of red, green, navy-blue", problem.Allowed);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_a_problem_in_their_place()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Trip.Valid1.Replace("\"T1\"", "\"é?\"", StringComparison.Ordinal));
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xE9;
        DocumentReader.TryRead(bytes, 1, Trip.Read, out _, out var problems);
        Assert.Equal("not-utf8 4:11 $", Trip.Row(Assert.Single(problems)));
    }

    [Fact]
    public void A_list_outside_its_bounds_is_a_problem()
    {
        static string? Read(ObjectReader o) => o.Required("a").Array(static item => item.Bool(), 1, 2).Length.ToString("D");
        Assert.True(DocumentReader.TryRead("""{"format":1,"a":[true,false]}""", 1, Read, out string? two, out _));
        Assert.Equal("2", two);
        foreach (string list in (string[])["[]", "[true,true,true]"])
        {
            Assert.False(DocumentReader.TryRead($$"""{"format":1,"a":{{list}}}""", 1, Read, out _, out var problems));
            Assert.Equal("out-of-range 1:17 $.a", Trip.Row(Assert.Single(problems)));
        }
    }

    [Fact]
    public void A_faulty_kind_may_silence_the_rest_of_its_object()
    {
        static string? Read(ObjectReader o)
        {
            if (o.Required("kind").OrNull.Enum<Cabin>() is not { } kind)
            {
                o.IgnoreRest();
                return null;
            }

            return kind.ToString();
        }

        Assert.False(DocumentReader.TryRead("""{"format":1,"kind":"x","a":1,"a":2}""", 1, Read, out _, out var problems));
        Assert.Equal(["unknown-name 1:20 $.kind", "duplicate-property 1:30 $.a"], problems.Select(Trip.Row));
    }

    [Fact]
    public void A_problem_of_meaning_is_reported_where_it_is()
    {
        static string? Read(ObjectReader o)
        {
            var a = o.Required("a");
            a.OrNull.Report(ProblemCodes.Invalid, "a later date", "a date before the other");
            o.Whole.Report(ProblemCodes.Invalid, "neither", "one of the two");
            o.Optional("b").Report(ProblemCodes.Invalid, "nothing", "nothing");
            return a.OrNull.IsAbsent ? null : "";
        }

        Assert.False(DocumentReader.TryRead("""{"format":1, "a": 1}""", 1, Read, out _, out var problems));
        Assert.Equal(["invalid 1:1 $", "invalid 1:19 $.a"], problems.Select(Trip.Row));
    }

    [Fact]
    public void A_reader_that_makes_nothing_of_a_valid_document_is_an_error_of_ours() =>
        Assert.Throws<InvalidOperationException>(
            () => DocumentReader.TryRead<string>("{\"format\":1}", 1, _ => null, out string? _, out var _));

    [Fact]
    public void A_clinics_own_names_are_listed_once_each()
    {
        static string? Read(ObjectReader o) => string.Join(",", o.Names.ToArray().Select(name => name + o.Optional(name).Int(0, 9)));
        Assert.True(DocumentReader.TryRead("""{"format":1,"b":2,"a":3}""", 1, Read, out string? names, out _));
        Assert.Equal("format1,b2,a3", names);
    }

    [Fact]
    public void Parse_throws_one_exception_with_every_problem()
    {
        string json = Trip.Valid1.Replace("true", "1", StringComparison.Ordinal)
            .Replace("\"seats\": 3", "\"seats\": 0", StringComparison.Ordinal);
        var error = Assert.Throws<DocumentException>(() => DocumentReader.Read(json, 1, Trip.Read));
        Assert.IsAssignableFrom<FormatException>(error);
        Assert.Equal(Trip.ProblemsOf(json), error.Problems);
        Assert.Equal(2, error.Message.Split('\n').Length);
        Assert.Equal(
            error.Message, Assert.Throws<DocumentException>(() => DocumentReader.Read(Encoding.UTF8.GetBytes(json), 1, Trip.Read)).Message);
        Assert.Equal("T1", DocumentReader.Read(Encoding.UTF8.GetBytes(Trip.Valid1), 1, Trip.Read).Id);
        Assert.Equal("T1", DocumentReader.Read(Trip.Valid1, 1, Trip.Read).Id);
    }

    [Fact]
    public void Every_code_is_kebab_case_and_used_once()
    {
        string[] codes = [.. typeof(ProblemCodes).GetProperties().Select(property => (string)property.GetValue(null)!)];
        Assert.Equal(26, codes.Length);
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", code));
    }
}

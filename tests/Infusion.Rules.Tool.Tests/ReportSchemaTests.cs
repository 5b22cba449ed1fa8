using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Infusion.Rules.Tool.Tests;

public class ReportSchemaTests
{
    private static string First => ToolRun.File("samples/change/first.json");

    private static string Next => ToolRun.File("samples/change/next.json");

    [Theory]
    [InlineData("check")]
    [InlineData("gate")]
    [InlineData("declared")]
    [InlineData("nothing")]
    [InlineData("cases")]
    [InlineData("unmet")]
    [InlineData("wrong")]
    [InlineData("undecided")]
    public void Junit_is_valid_by_its_schema_and_fails_when_the_command_does(string command)
    {
        string[] arguments = command switch
        {
            "check" => ["check", "published", First],
            "gate" => ["gate", "--old", First, "--new", Next, "--changes", "no-such-folder"],
            "declared" => ["gate", "--old", First, "--new", Next, "--changes", ToolRun.File("samples/change/declared")],
            "cases" => ["test", "published", ToolRun.File("samples/cases/fasting.yaml")],
            "unmet" => ["test", "published", ToolRun.File("samples/cases/fasting.yaml"), "--require", "rules=100%"],
            "wrong" => ["test", Next, ToolRun.File("samples/cases/fasting.yaml")],
            "undecided" => ["check", First, "--budget", "1"],
            _ => ["gate", "--old", First, "--new", First, "--changes", "no-such-folder"],
        };
        ToolRun run = ToolRun.Of([.. arguments, "--format", "junit"]);
        XDocument document = XDocument.Parse(run.Output);
        Assert.Empty(Problems(document));
        int cases = document.Descendants("testcase").Count();
        int failures = document.Descendants("testcase").Count(one => one.Element("failure") is not null);
        Assert.True(cases > 0);
        Assert.Equal(command is "gate" or "unmet" or "wrong" or "undecided", failures > 0);
        Assert.Equal(run.Code != ExitCode.Holds, failures > 0);
        Assert.Equal(cases, (int)document.Root!.Attribute("tests")!);
        Assert.Equal(failures, (int)document.Root!.Attribute("failures")!);
    }

    [Theory]
    [InlineData("<testsuites/>")]
    [InlineData("<testsuites><testsuite name='a' tests='x'/></testsuites>")]
    [InlineData("<testsuites><testsuite name='a' tests='1'><testcase/></testsuite></testsuites>")]
    [InlineData("<testsuites><testsuite name='a' tests='1'><testcase name='b' classname='c'><fail/></testcase></testsuite></testsuites>")]
    public void The_schema_refuses_what_is_no_junit(string xml) => Assert.NotEmpty(Problems(XDocument.Parse(xml)));

    private static List<string> Problems(XDocument document)
    {
        var schemas = new XmlSchemaSet();
        using (var reader = XmlReader.Create(ToolRun.File("tests/external/junit/junit.xsd")))
        {
            schemas.Add("", reader);
        }

        var problems = new List<string>();
        document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
        return problems;
    }
}

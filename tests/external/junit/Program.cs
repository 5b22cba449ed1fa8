using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

// Exits 0 when the document is valid by the schema, and prints every problem otherwise.
var schemas = new XmlSchemaSet();
using (var reader = XmlReader.Create(args[0]))
{
    schemas.Add("", reader);
}

int problems = 0;
XDocument.Load(args[1], LoadOptions.SetLineInfo).Validate(schemas, (_, problem) =>
{
    problems++;
    Console.WriteLine($"line {problem.Exception.LineNumber}: {problem.Message}");
});
return problems == 0 ? 0 : 1;

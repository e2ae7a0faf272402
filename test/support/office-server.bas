' Waits in LibreOffice for work, one numbered request after the other, until the file "serve" is gone from its folder or
' nothing has been asked for a quarter of an hour. A request has five lines: the file to open, the file to write, the
' filter that writes it, the name of a module to run in between, and the file with the text of that module (or two blanks).
Sub Serve(folder)
  Dim number As Long
  Dim idle As Long
  number = 1
  Do While FileExists(folder & "/serve") And idle < 45000
    If FileExists(folder & "/" & number & ".request") Then
      Answer(folder & "/" & number)
      number = number + 1
      idle = 0
    Else
      Wait 20
      idle = idle + 1
    End If
  Loop
  StarDesktop.terminate()
End Sub

Sub Answer(job)
  Dim outcome As String
  outcome = "done"
  On Error Goto failed
  Dim source As String, target As String, filterName As String, moduleName As String, moduleFile As String
  Open job & ".request" For Input As #1
  Line Input #1, source
  Line Input #1, target
  Line Input #1, filterName
  Line Input #1, moduleName
  Line Input #1, moduleFile
  Close #1
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  If moduleName <> "" Then RunModule(document, moduleName, moduleFile)
  Dim format(0) As New com.sun.star.beans.PropertyValue
  format(0).Name = "FilterName"
  format(0).Value = filterName
  document.storeToURL(ConvertToURL(target), format())
  document.close(True)
finished:
  Open job & ".outcome" For Output As #2
  Print #2, outcome
  Close #2
  Exit Sub
failed:
  outcome = "failed: " & Err & " " & Error
  Resume finished
End Sub

Sub RunModule(document, moduleName, moduleFile)
  reader = createUnoService("com.sun.star.io.TextInputStream")
  reader.setInputStream(createUnoService("com.sun.star.ucb.SimpleFileAccess").openFileRead(ConvertToURL(moduleFile)))
  reader.setEncoding("UTF-8")
  BasicLibraries.getByName("Standard").insertByName(moduleName, reader.readString(Array(), False))
  reader.closeInput()
  factory = createUnoService("com.sun.star.script.provider.MasterScriptProviderFactory")
  address = "vnd.sun.star.script:Standard." & moduleName & ".Edit?language=Basic&location=application"
  factory.createScriptProvider("").getScript(address).invoke(Array(document), Array(), Array())
End Sub

Sub SortRows(sheet, area, column)
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = column
  fields(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields"
  how(0).Value = fields()
  how(1).Name = "ContainsHeader"
  how(1).Value = False
  sheet.getCellRangeByName(area).sort(how())
End Sub

Sub CopyRow(sheet, fromRow, toRow)
  target = sheet.getCellByPosition(0, toRow - 1).CellAddress
  sheet.copyRange(target, sheet.getCellRangeByName("A" & fromRow & ":U" & fromRow).RangeAddress)
End Sub

BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Export-HNReport' {
    It 'writes one page that names no other file' {
        $file = Import-HNRun $SampleRun | Export-HNReport -Destination TestDrive:/v7EX.html -MissingGroundTruth Empty -NoThumbnail
        $file.Length | Should -BeLessThan 1MB
        $page = Get-Content $file -Raw
        $page | Should -Match '0\.3032'
        $page | Should -Not -Match '(src|href)="(?!#|data:)'
    }

    It 'gives the same bytes twice' {
        1..2 | ForEach-Object { Import-HNRun $SampleRun | Export-HNReport -Destination "TestDrive:/same$_.md" -Format Markdown -MissingGroundTruth Empty } | Out-Null
        (Get-FileHash TestDrive:/same1.md).Hash | Should -Be (Get-FileHash TestDrive:/same2.md).Hash
    }

    It 'writes nothing with -WhatIf' {
        Import-HNRun $SampleRun | Export-HNReport -Destination TestDrive:/none.html -WhatIf
        'TestDrive:/none.html' | Should -Not -Exist
    }
}

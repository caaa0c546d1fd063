// Loads the page again after a while, with what its address says after #, which a header Refresh would not.
setTimeout(() => location.reload(), 3000);
